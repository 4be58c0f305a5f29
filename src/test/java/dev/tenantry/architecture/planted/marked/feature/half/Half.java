package dev.tenantry.architecture.planted.marked.feature.half;

record Half() {}
