package dev.tenantry.feature.oauth.protocol;

import dev.tenantry.feature.access.Member;
import dev.tenantry.platform.security.Scope;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the server can say of a person besides who it is (OpenID Connect Core, section 5.1), and for which scope it does. */
public enum PersonClaim {
    NAME(Scope.PROFILE),
    PREFERRED_USERNAME(Scope.PROFILE),
    EMAIL(Scope.EMAIL),
    EMAIL_VERIFIED(Scope.EMAIL);

    private final Scope scope;

    PersonClaim(Scope scope) {
        this.scope = scope;
    }

    private Object of(Member member) {
        return switch (this) {
            case NAME, PREFERRED_USERNAME -> member.username();
            case EMAIL -> member.email();
            // Nobody has proved an address here.
            case EMAIL_VERIFIED -> false;
        };
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What these scopes open at the userinfo endpoint (section 5.4). */
    public static Set<PersonClaim> of(Collection<Scope> scopes) {
        return Arrays.stream(values())
                .filter(claim -> scopes.contains(claim.scope))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(PersonClaim.class)));
    }

    /**
     * What the parameter {@code claims} asks for one by one (section 5.5).
     *
     * @param parameter as it was sent and found to be sound
     * @param member {@code userinfo} or {@code id_token}
     * @param within what the client may know at all: the scopes it is registered for
     */
    public static Set<PersonClaim> asked(Optional<String> parameter, String member, Collection<Scope> within) {
        var names = parameter
                .flatMap(PersonClaim::object)
                .filter(json -> json.getValue(member) instanceof JsonObject)
                .map(json -> json.getJsonObject(member).fieldNames())
                .orElse(Set.of());
        var asked = of(within);
        asked.removeIf(claim -> !names.contains(claim.wire()));
        return asked;
    }

    /** The scopes whose claims the parameter asks for, wherever they are to be told: a person is asked about these as well. */
    public static Set<Scope> scopesOf(Optional<String> parameter, Collection<Scope> within) {
        return Stream.of("userinfo", "id_token")
                .flatMap(member -> asked(parameter, member, within).stream())
                .map(claim -> claim.scope)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Scope.class)));
    }

    /** The parameter with nothing in it but what these scopes open: what a person has been asked about, whatever comes later. */
    public static Optional<String> within(Optional<String> parameter, Collection<Scope> scopes) {
        return parameter.map(sent -> {
            var kept = new JsonObject();
            for (var member : List.of("userinfo", "id_token")) {
                var claims = new JsonObject();
                asked(parameter, member, scopes).forEach(claim -> claims.putNull(claim.wire()));
                kept.put(member, claims);
            }
            return kept.encode();
        });
    }

    /** The claims of that member, by their names. */
    public static Map<String, Object> about(Member member, Set<PersonClaim> wanted) {
        var claims = new LinkedHashMap<String, Object>();
        wanted.forEach(claim -> claims.put(claim.wire(), claim.of(member)));
        return claims;
    }

    private static Optional<JsonObject> object(String text) {
        try {
            return Optional.of(new JsonObject(text));
        } catch (DecodeException e) {
            return Optional.empty();
        }
    }
}
