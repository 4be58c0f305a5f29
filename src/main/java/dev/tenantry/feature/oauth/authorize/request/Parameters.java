package dev.tenantry.feature.oauth.authorize.request;

import dev.tenantry.feature.oauth.protocol.Form;
import dev.tenantry.platform.http.body.RequestBody;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a browser brings to an endpoint, in its query or as a form (RFC 6749, appendix B): UTF-8, empty means absent. What
 * comes twice is known to, for only the endpoint can say where to tell that.
 */
public final class Parameters {
    private static final int LIMIT = 64 * 1024;
    public static final RequestBody<Parameters> BODY = new RequestBody<>(
            "application/x-www-form-urlencoded",
            LIMIT,
            body -> Parameters.parse(body.toString(StandardCharsets.US_ASCII)));
    private final Map<String, String> values;
    private final Set<String> repeated;

    private Parameters(Map<String, String> values, Set<String> repeated) {
        this.values = Collections.unmodifiableMap(values);
        this.repeated = Collections.unmodifiableSet(repeated);
    }

    /** Fails with {@code invalid_request} for what is not encoded as a form is. */
    public static Parameters parse(String encoded) {
        var values = new LinkedHashMap<String, String>();
        var repeated = new LinkedHashSet<String>();
        for (var pair : encoded.split("&", -1)) {
            if (!pair.isEmpty()) {
                var equals = pair.indexOf('=');
                var name = Form.decode(equals < 0 ? pair : pair.substring(0, equals));
                var value = equals < 0 ? "" : Form.decode(pair.substring(equals + 1));
                if (values.putIfAbsent(name, value) != null) {
                    repeated.add(name);
                }
            }
        }
        return new Parameters(values, repeated);
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    /** The value of what came exactly once. */
    public Optional<String> once(String name) {
        return repeated.contains(name) ? Optional.empty() : get(name);
    }

    /** The names that came more than once. */
    public Set<String> repeated() {
        return repeated;
    }

    public Parameters with(String name, String value) {
        var more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Parameters(more, repeated);
    }

    public Parameters without(String name) {
        var fewer = new LinkedHashMap<>(values);
        fewer.remove(name);
        return new Parameters(fewer, repeated);
    }

    /** As a query has them. */
    public String encoded() {
        return values.entrySet().stream()
                .map(pair -> encode(pair.getKey()) + "=" + encode(pair.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** Percent-encoded, a space too, so that it means the same to whoever reads a query. */
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
