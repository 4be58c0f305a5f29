package dev.tenantry.platform.http.body;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a route answers when all went well, for the API's document to tell.
 *
 * @param status of the answer
 * @param form how the body is written
 * @param type the record that {@code data} holds, or the items of a page, or the body itself; null when there is none
 * @param says what the route is for, in a few words: {@code "The tenant's products, newest first"}
 * @param query what may be asked for in the query, besides what pages take
 * @param traits what else holds of the route
 */
public record Answer(
        int status, Form form, @Nullable Class<?> type, String says, List<Parameter> query, Set<Trait> traits) {

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
        LINES,
        /** No body at all. */
        EMPTY,
        /** A file that pages are made of. */
        FILE
    }

    /** What else holds of a route. */
    public enum Trait {
        /** What it shows has a version, told by {@code ETag}; changes take {@code If-Match}. */
        VERSIONED,
        /** With an {@code Idempotency-Key} the same request is done once. */
        REPEATABLE
    }

    public Answer {
        query = List.copyOf(query);
        traits = Set.copyOf(traits);
    }

    private Answer(int status, Form form, @Nullable Class<?> type, String says) {
        this(status, form, type, says, List.of(), Set.of());
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

    /** 204 without a body. */
    public static Answer empty(String says) {
        return new Answer(204, Form.EMPTY, null, says);
    }

    /** A page for people. */
    public static Answer html(String says) {
        return new Answer(200, Form.HTML, null, says);
    }

    /** Lines of JSON. */
    public static Answer lines(Class<?> type, String says) {
        return new Answer(200, Form.LINES, type, says);
    }

    /** A file that pages are made of. */
    public static Answer file(String says) {
        return new Answer(200, Form.FILE, null, says);
    }

    /** The same, with what may be asked for in the query. */
    public Answer asking(List<Parameter> parameters) {
        return new Answer(status, form, type, says, parameters, traits);
    }

    /** The same, of something that has a version. */
    public Answer versioned() {
        return with(Trait.VERSIONED);
    }

    /** The same, of a request that may come again. */
    public Answer repeatable() {
        return with(Trait.REPEATABLE);
    }

    public boolean isVersioned() {
        return traits.contains(Trait.VERSIONED);
    }

    public boolean isRepeatable() {
        return traits.contains(Trait.REPEATABLE);
    }

    private Answer with(Trait trait) {
        var more = EnumSet.of(trait);
        more.addAll(traits);
        return new Answer(status, form, type, says, query, more);
    }
}
