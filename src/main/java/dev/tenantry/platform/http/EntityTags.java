package dev.tenantry.platform.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The entity tags that a condition of a request names (RFC 9110, sections 8.8.3 and 13.1).
 *
 * @param any whether it names whatever there is, by {@code *}
 * @param tags as they were sent, with their quotes, weak ones with their {@code W/}
 */
record EntityTags(boolean any, List<String> tags) {
    private static final Pattern TAG =
            Pattern.compile("\\G[ \\t,]*((?:W/)?\"[\\x21\\x23-\\x7e\\x80-\\xff]*\")[ \\t]*(?=,|$)");
    private static final String WEAK = "W/";

    /** Of the lines of one header; empty when they are no list of tags. */
    static Optional<EntityTags> read(List<String> lines) {
        var field = String.join(",", lines);
        if (field.strip().equals("*")) {
            return Optional.of(new EntityTags(true, List.of()));
        }
        var tags = new ArrayList<String>();
        var tag = TAG.matcher(field);
        int end = 0;
        while (tag.find()) {
            tags.add(tag.group(1));
            end = tag.end();
        }
        var rest = field.substring(end);
        return tags.isEmpty() || !rest.matches("[ \\t,]*")
                ? Optional.empty()
                : Optional.of(new EntityTags(false, List.copyOf(tags)));
    }

    /** The strong ones, without their quotes: a weak one never says that two are the same to the last byte. */
    List<String> strong() {
        return tags.stream()
                .filter(tag -> !tag.startsWith(WEAK))
                .map(tag -> tag.substring(1, tag.length() - 1))
                .toList();
    }

    /** Whether one of them is this one, strong or weak. */
    boolean weaklyMatch(String etag) {
        return any || tags.stream().map(EntityTags::withoutWeak).anyMatch(withoutWeak(etag)::equals);
    }

    private static String withoutWeak(String tag) {
        return tag.startsWith(WEAK) ? tag.substring(WEAK.length()) : tag;
    }
}
