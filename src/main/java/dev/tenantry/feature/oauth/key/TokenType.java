package dev.tenantry.feature.oauth.key;

/** What a token says that it is, so that none is taken for one of another kind (RFC 8725, section 3.11). */
public enum TokenType {
    ACCESS("at+jwt"),
    ID("JWT");

    private final String wire;

    TokenType(String wire) {
        this.wire = wire;
    }

    /** As the header {@code typ} has it. */
    public String wire() {
        return wire;
    }
}
