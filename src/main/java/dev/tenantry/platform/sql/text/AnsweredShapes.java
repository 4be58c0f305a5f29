package dev.tenantry.platform.sql.text;

import io.vertx.core.buffer.Buffer;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Statements that one database has answered, with the classes of the values they had. Of such values the client looks at nothing
 * else: with the same classes the next one is refused by PostgreSQL, inside the transaction, or by nobody.
 */
public final class AnsweredShapes {
    private static final int MOST = 1_000;

    // Of others, such as JSON, it depends on the value whether it can be written down.
    private static final Set<Class<?>> PLAIN = Set.of(
            String.class,
            UUID.class,
            Integer.class,
            Long.class,
            Double.class,
            Boolean.class,
            OffsetDateTime.class,
            Buffer.class,
            Void.class);

    private final Set<Shape> answered = ConcurrentHashMap.newKeySet();

    /** A text and the class of each value, {@code Void} for null. */
    public record Shape(String text, List<Class<?>> classes) {}

    /** Empty when a class does not say enough. */
    public static Optional<Shape> of(String text, @Nullable Object... values) {
        var classes = new ArrayList<Class<?>>(values.length);
        for (var value : values) {
            classes.add(classOf(value));
        }
        return PLAIN.containsAll(classes) ? Optional.of(new Shape(text, classes)) : Optional.empty();
    }

    private static Class<?> classOf(@Nullable Object value) {
        if (value == null) {
            return Void.class;
        }
        return value instanceof Buffer ? Buffer.class : value.getClass();
    }

    public boolean has(Shape shape) {
        return answered.contains(shape);
    }

    /** Texts made up at run time do not fill the memory: what comes too late stays unknown. */
    public void add(Shape shape) {
        if (answered.size() < MOST) {
            answered.add(shape);
        }
    }
}
