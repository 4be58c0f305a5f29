package dev.tenantry.platform.http.body;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.error.ErrorDetail;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Records to JSON and back: snake_case names, ISO 8601 times, and nothing accepted that the record does not ask for. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule().addDeserializer(String.class, new StorableText()))
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    public static Buffer write(Object value) {
        try {
            return Buffer.buffer(MAPPER.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot be written as JSON: " + value.getClass(), e);
        }
    }

    /** Fails with {@code MALFORMED_BODY} for what is no JSON, with {@code INVALID_INPUT} for what is not of this type. */
    public static <T> T read(Buffer body, Class<T> type) {
        try {
            var value = MAPPER.readValue(body.getBytes(), type);
            if (value == null) {
                throw new AppException(ErrorCode.INVALID_INPUT, "The body must be a JSON object");
            }
            return value;
        } catch (JsonMappingException e) {
            throw invalid(e);
        } catch (IOException e) {
            throw new AppException(ErrorCode.MALFORMED_BODY);
        }
    }

    private static AppException invalid(JsonMappingException failure) {
        if (causeOf(failure) instanceof AppException own) {
            return own;
        }
        var path = path(failure);
        if (failure instanceof UnrecognizedPropertyException) {
            return invalid(path, "is not known here");
        }
        if (failure.getCause() instanceof InputCoercionException) {
            return invalid(path, "is out of range");
        }
        if (failure instanceof InvalidFormatException || failure instanceof MismatchedInputException) {
            return invalid(path, "has the wrong type");
        }
        // Jackson wraps what the parser says of broken JSON inside an object.
        return new AppException(ErrorCode.MALFORMED_BODY);
    }

    private static AppException invalid(String field, String problem) {
        if (field.isEmpty()) {
            return new AppException(ErrorCode.INVALID_INPUT, "The body must be a JSON object");
        }
        return new AppException(
                ErrorCode.INVALID_INPUT, ErrorCode.INVALID_INPUT.text(), List.of(new ErrorDetail(field, problem)));
    }

    private static String path(JsonMappingException failure) {
        return failure.getPath().stream()
                .map(step -> step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName())
                .collect(Collectors.joining("."));
    }

    private static @Nullable Throwable causeOf(Throwable failure) {
        var cause = failure.getCause();
        return cause == null || cause instanceof AppException ? cause : causeOf(cause);
    }

    /** What PostgreSQL's text cannot hold, U+0000 and half a surrogate pair, is refused here by the field's name. */
    private static final class StorableText extends StringDeserializer {
        private static final long serialVersionUID = 1;

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                throw MismatchedInputException.from(parser, String.class, "text expected");
            }
            var text = parser.getText();
            if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
                throw InvalidFormatException.from(parser, "no storable text", text, String.class);
            }
            return text;
        }
    }
}
