package dev.tenantry.feature.oauth.client;

import dev.tenantry.feature.oauth.protocol.ClientId;
import dev.tenantry.platform.security.Scope;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The clients every tenant has without registering them: both public and first-party. What they are stands here and in the
 * configuration; a tenant's rows are there for codes and tokens to refer to.
 */
final class BuiltInClients {
    private static final Duration ACCESS = Duration.ofMinutes(15);
    private static final Duration REFRESH = Duration.ofDays(7);
    private final Map<ClientId, Client> clients;

    /** @param frontend the public address of the web pages, where {@code tenantry-console} is sent its codes */
    BuiltInClients(Optional<URI> frontend) {
        clients = Map.of(
                ClientId.CONSOLE,
                client(
                        ClientId.CONSOLE,
                        "Tenantry console",
                        Set.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN),
                        frontend.map(pages -> pages + "/signin/callback").stream()
                                .toList(),
                        frontend.map(pages -> pages + "/").stream().toList()),
                ClientId.FIRST_PARTY,
                client(
                        ClientId.FIRST_PARTY,
                        "First-party sign-in",
                        Set.of(GrantType.PASSWORD, GrantType.REFRESH_TOKEN),
                        List.of(),
                        List.of()));
    }

    Optional<Client> find(ClientId id) {
        return Optional.ofNullable(clients.get(id));
    }

    Collection<Client> all() {
        return clients.values();
    }

    private static Client client(
            ClientId id, String name, Set<GrantType> grants, List<String> redirects, List<String> afterLogout) {
        var rules = new ClientRules(
                Optional.of(AuthMethod.NONE),
                false,
                true,
                true,
                false,
                ClientRules.DEFAULT_ID_TOKEN_ALG,
                Optional.empty(),
                false,
                Optional.of(ACCESS),
                Optional.of(REFRESH));
        return new Client(
                id,
                name,
                Client.Origin.BUILT_IN,
                grants,
                Set.of(Scope.values()),
                redirects,
                afterLogout,
                rules,
                Map.of(),
                Instant.EPOCH);
    }
}
