package dev.tenantry.architecture.planted.unlisted.reporting;

record Report(String text) {}
