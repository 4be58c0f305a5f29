package dev.tenantry.platform.http.body;

import org.jspecify.annotations.Nullable;

/**
 * What a route answers when all went well, for the API's document to tell.
 *
 * @param status of the answer
 * @param form how the body is written
 * @param type the record that {@code data} holds, or the items of a page, or the body itself; null when there is none
 * @param says what the route is for, in a few words: {@code "The tenant's products, newest first"}
 */
public record Answer(int status, Form form, @Nullable Class<?> type, String says) {

    /** How the body is written. */
    public enum Form {
        /** One record in the envelope. */
        ONE,
        /** A {@link Page} of records in the envelope. */
        PAGE,
        /** The envelope with {@code data} null. */
        NOTHING,
        /** A record as it is, in the shape of its own protocol. */
        PLAIN,
        /** A page for people, or a redirect to one. */
        HTML,
        /** Lines of JSON, one record each. */
        LINES
    }

    /** 200 with one record. */
    public static Answer one(Class<?> type, String says) {
        return new Answer(200, Form.ONE, type, says);
    }

    /** 200 with a page of records. */
    public static Answer page(Class<?> items, String says) {
        return new Answer(200, Form.PAGE, items, says);
    }

    /** 201 with the new record. */
    public static Answer created(Class<?> type, String says) {
        return new Answer(201, Form.ONE, type, says);
    }

    /** 200 with nothing to show. */
    public static Answer done(String says) {
        return new Answer(200, Form.NOTHING, null, says);
    }

    /** JSON in the shape of a protocol. */
    public static Answer plain(int status, Class<?> type, String says) {
        return new Answer(status, Form.PLAIN, type, says);
    }

    /** A page for people. */
    public static Answer html(String says) {
        return new Answer(200, Form.HTML, null, says);
    }

    /** Lines of JSON. */
    public static Answer lines(Class<?> type, String says) {
        return new Answer(200, Form.LINES, type, says);
    }
}
