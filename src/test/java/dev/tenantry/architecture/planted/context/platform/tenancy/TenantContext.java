package dev.tenantry.architecture.planted.context.platform.tenancy;

public record TenantContext(String slug) {}
