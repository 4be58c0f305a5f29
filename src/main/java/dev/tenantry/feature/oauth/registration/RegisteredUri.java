package dev.tenantry.feature.oauth.registration;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What an address has to look like before anybody is sent to it. Nothing is repaired: what is odd is refused. */
final class RegisteredUri {
    private static final int LONGEST = 2_000;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Printable ASCII but for what no URI holds, and for the wildcard, which would be read as one by somebody. */
    private static final Pattern ODD = Pattern.compile("[^!-~]|[\\\\*\"<>^`{|}]");

    private static final Pattern PRIVATE_SCHEME = Pattern.compile("[a-z][a-z0-9+-]*(\\.[a-z0-9+-]+)+");
    private static final Pattern DOTS = Pattern.compile("(?i)/(\\.|%2e){1,2}(?=/|$)");

    /** What this server itself adds when it sends somebody back: no address may say it already (CVE-2026-9689). */
    private static final Set<String> OURS = Set.of(
            "code",
            "state",
            "iss",
            "error",
            "error_description",
            "error_uri",
            "response",
            "session_state",
            "id_token",
            "access_token",
            "token_type",
            "expires_in",
            "scope");

    private RegisteredUri() {}

    /** What is wrong with an address that a browser is sent back to, with an answer of ours; empty when nothing is. */
    static Optional<String> problemOfRedirect(String text, boolean isNative) {
        return parse(text)
                .map(uri -> {
                    if (queryNames(uri).anyMatch(OURS::contains)) {
                        return Optional.of("may not hold a parameter of the answer in its query");
                    }
                    if (isWeb(uri) || isLoopback(uri)) {
                        return Optional.<String>empty();
                    }
                    if (!isNative) {
                        return Optional.of("must be https, or http on the loopback");
                    }
                    return isPrivateUse(uri)
                            ? Optional.<String>empty()
                            : Optional.of("must be https, http on the loopback, or of a scheme with a dot in its name");
                })
                .orElseGet(() -> Optional.of("is no address that could be registered"));
    }

    /** Whether it is a page that people can be shown a link to. */
    static boolean isPage(String text) {
        return parse(text)
                .filter(uri -> uri.getHost() != null)
                .filter(uri -> "https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                .isPresent();
    }

    /** Whether it is https, or http on the loopback. */
    static boolean isSecure(String text) {
        return parse(text).filter(uri -> isWeb(uri) || isLoopback(uri)).isPresent();
    }

    private static Optional<URI> parse(String text) {
        if (text.length() > LONGEST || ODD.matcher(text).find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new URI(text))
                    .filter(URI::isAbsolute)
                    .filter(uri -> !uri.isOpaque())
                    .filter(uri -> uri.getRawFragment() == null && uri.getRawUserInfo() == null)
                    // What has an authority that Java cannot read as host and port, a browser may read in its own way.
                    .filter(uri -> uri.getRawAuthority() == null || uri.getHost() != null)
                    .filter(uri -> uri.getPort() <= 65_535 && uri.getPort() != 0)
                    .filter(uri ->
                            !DOTS.matcher(String.valueOf(uri.getRawPath())).find());
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isWeb(URI uri) {
        return "https".equals(uri.getScheme()) && uri.getHost() != null;
    }

    private static boolean isLoopback(URI uri) {
        return "http".equals(uri.getScheme()) && uri.getHost() != null && LOOPBACK.contains(uri.getHost());
    }

    /** RFC 8252, section 7.1: a domain name in reverse, which no other application has by accident. */
    private static boolean isPrivateUse(URI uri) {
        return PRIVATE_SCHEME.matcher(uri.getScheme()).matches();
    }

    private static Stream<String> queryNames(URI uri) {
        var query = uri.getRawQuery();
        return Arrays.stream((query == null ? "" : query).split("[&;]"))
                .map(pair -> URLDecoder.decode(pair.split("=", 2)[0], StandardCharsets.UTF_8));
    }
}
