package dev.tenantry.isolation;

/** The tenants of the test database. */
final class Tenants {
    static final String OWN = "22222222-2222-4222-8222-222222222222";
    static final String OTHER = "33333333-3333-4333-8333-333333333333";

    private Tenants() {}
}
