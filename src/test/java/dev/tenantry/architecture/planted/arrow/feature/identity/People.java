package dev.tenantry.architecture.planted.arrow.feature.identity;

public record People(String name) {}
