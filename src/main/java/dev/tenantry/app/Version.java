package dev.tenantry.app;

/** Which Tenantry this is. */
public final class Version {

    private Version() {}

    /** As the jar's manifest has it; "development" when run from classes. */
    public static String current() {
        var version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
