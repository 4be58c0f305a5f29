package dev.tenantry.architecture.planted.marked.feature.bare;

record Bare() {}
