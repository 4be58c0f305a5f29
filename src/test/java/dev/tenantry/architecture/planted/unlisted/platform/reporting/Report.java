package dev.tenantry.architecture.planted.unlisted.platform.reporting;

record Report(String text) {}
