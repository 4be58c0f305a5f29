package dev.tenantry.platform.http.body;

/**
 * A parameter of a query or of a form, for the API's document to tell.
 *
 * @param says what it is, in a few words
 */
public record Parameter(String name, boolean required, String says) {

    public static Parameter required(String name, String says) {
        return new Parameter(name, true, says);
    }

    public static Parameter optional(String name, String says) {
        return new Parameter(name, false, says);
    }
}
