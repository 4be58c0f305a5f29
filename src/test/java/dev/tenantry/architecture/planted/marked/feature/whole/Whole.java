package dev.tenantry.architecture.planted.marked.feature.whole;

record Whole() {}
