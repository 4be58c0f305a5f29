package dev.tenantry.feature.audit;

import java.util.Optional;
import java.util.UUID;

/**
 * Something in a trail that is not as it was sealed.
 *
 * @param seal the number of the seal that shows it
 * @param event the event it is about, if it is about one
 */
record Finding(Kind kind, long seal, Optional<UUID> event) {

    /** In which way it was tampered with. */
    enum Kind {
        EVENT_CHANGED("the event is not what was sealed"),
        EVENT_REMOVED("the event was sealed and is gone"),
        EVENT_INSERTED("the event stands among sealed ones and was never sealed"),
        SEAL_REMOVED("the seal is gone: the one after it is there"),
        SEAL_CHANGED("the seal does not fit what it says it is over"),
        SEAL_FORGED("the seal was not signed by this installation"),
        SEAL_OF_UNKNOWN_KEY("the seal was signed with a key that is not known"),
        CHAIN_BROKEN("the seal does not follow the one before it"),
        HEAD_GONE("the log tells of the seal and the database does not: the trail was truncated"),
        HEAD_DIFFERS("the log tells of another seal of that number");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    static Finding of(Kind kind, Seal seal) {
        return new Finding(kind, seal.number(), Optional.empty());
    }

    static Finding of(Kind kind, Seal seal, UUID event) {
        return new Finding(kind, seal.number(), Optional.of(event));
    }

    @Override
    public String toString() {
        return "seal " + seal + event.map(id -> ", event " + id).orElse("") + ": " + kind.text;
    }
}
