package dev.tenantry.architecture.planted.unlisted.feature.oauth.reporting;

record Report(String text) {}
