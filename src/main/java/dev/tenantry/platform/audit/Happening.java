package dev.tenantry.platform.audit;

import io.vertx.core.json.JsonObject;
import java.util.UUID;

/**
 * Something that happened, for the trail.
 *
 * @param action past tense after the kind of thing: {@code product.created}
 * @param objectType the kind of thing it happened to: {@code product}
 * @param objectId which one; empty when it has no id
 * @param changes the new values of the fields that changed, never a secret; times and numbers as JSON has them
 */
public record Happening(String action, String objectType, String objectId, JsonObject changes) {

    /** Of a kind of thing that the action's name begins with. */
    public static Happening of(String action, Object objectId) {
        return new Happening(
                action, action.substring(0, action.lastIndexOf('.')), String.valueOf(objectId), new JsonObject());
    }

    /** The same, with one more field that has changed. */
    public Happening with(String field, Object value) {
        return new Happening(
                action,
                objectType,
                objectId,
                changes.copy().put(field, value instanceof UUID id ? id.toString() : value));
    }
}
