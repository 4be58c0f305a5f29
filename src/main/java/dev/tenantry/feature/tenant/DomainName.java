package dev.tenantry.feature.tenant;

import dev.tenantry.platform.net.Network;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A domain that a tenant may have for its own: two labels at least, in lower case, letters beyond ASCII as punycode. */
record DomainName(String value) {
    private static final int LONGEST = 253 - "_tenantry.".length();
    private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern TOP = Pattern.compile("[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?");

    /** Names that DNS does not lead anywhere, or to the machine itself (RFC 6761, RFC 8375). */
    private static final List<String> NOBODYS =
            List.of("localhost", "local", "internal", "invalid", "onion", "home.arpa", "in-addr.arpa", "ip6.arpa");

    /** Why nobody can have that domain, as "must …" or "is …"; empty when somebody can. */
    static Optional<String> objection(String text, List<String> ours) {
        var name = folded(text);
        if (Network.address(name).isPresent()) {
            return Optional.of("is an address: a domain has a name");
        }
        var labels = List.of(name.split("\\.", -1));
        if (name.length() > LONGEST
                || labels.size() < 2
                || !labels.stream().allMatch(label -> LABEL.matcher(label).matches())
                || !TOP.matcher(labels.get(labels.size() - 1)).matches()) {
            return Optional.of("must be a domain name such as shop.example.com; letters beyond a to z as punycode");
        }
        if (isBelow(name, ours)) {
            return Optional.of("is this installation's own");
        }
        return isBelow(name, NOBODYS) ? Optional.of("is no name that DNS knows") : Optional.empty();
    }

    static DomainName of(String text) {
        return new DomainName(folded(text));
    }

    private static boolean isBelow(String name, List<String> domains) {
        return domains.stream().anyMatch(domain -> name.equals(domain) || name.endsWith("." + domain));
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Where the TXT record is to be placed. */
    String recordName() {
        return "_tenantry." + value;
    }
}
