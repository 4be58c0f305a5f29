package dev.tenantry.feature.oauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.feature.oauth.protocol.ClientId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which address is a registered one (A03, A04): nothing is decoded, folded or completed. */
class RedirectUrisTest {

    private static Client client(boolean isNative, String registered) {
        var rules = new ClientRules(
                Optional.of(AuthMethod.NONE),
                isNative,
                false,
                true,
                false,
                ClientRules.DEFAULT_ID_TOKEN_ALG,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty());
        return new Client(
                new ClientId(new UUID(0, 1)),
                "Test",
                Client.Origin.MEMBER,
                Set.of(GrantType.AUTHORIZATION_CODE),
                Set.of(),
                List.of(registered),
                List.of(),
                rules,
                Map.of(),
                Instant.EPOCH);
    }

    @ParameterizedTest(name = "{0}: {1} for {2} → {3}")
    @CsvSource({
        "web, https://a.example/cb, https://a.example/cb, true",
        "web, https://a.example/cb, https://a.example/cb/, false",
        "web, https://a.example/cb, https://a.example/cb?x=1, false",
        "web, https://a.example/cb, https://a.example/CB, false",
        "web, https://a.example/cb, https://A.example/cb, false",
        "web, https://a.example/cb, https://a.example:443/cb, false",
        "web, https://a.example/cb, https://a.example/%63b, false",
        "web, https://a.example/cb, https://user@a.example/cb, false",
        "web, https://a.example/cb, https://a.example/cb#x, false",
        "web, http://127.0.0.1/cb, http://127.0.0.1:8080/cb, false",
        "native, http://127.0.0.1/cb, http://127.0.0.1:49152/cb, true",
        "native, http://127.0.0.1:1234/cb?a=b, http://127.0.0.1:5678/cb?a=b, true",
        "native, http://127.0.0.1:1234/cb, http://127.0.0.1/cb, true",
        "native, http://[::1]/cb, http://[::1]:5000/cb, true",
        "native, http://127.0.0.1, http://127.0.0.1:5000, true",
        "native, http://127.0.0.1/cb, http://127.0.0.1:5000/cb2, false",
        "native, http://127.0.0.1/cb, http://127.0.0.1:5000/cb?x=1, false",
        "native, http://127.0.0.1/cb, http://[::1]:5000/cb, false",
        "native, http://127.0.0.1/cb, http://localhost:5000/cb, false",
        "native, http://localhost/cb, http://localhost:5000/cb, false",
        "native, http://127.0.0.1/cb, https://127.0.0.1:5000/cb, false",
        "native, http://127.0.0.1/cb, http://127.0.0.1:80@evil.example/cb, false",
        "native, http://127.0.0.1/cb, http://127.0.0.1:5000@evil.example/cb, false",
        "native, http://127.0.0.1/cb, http://127.0.0.1.evil.example/cb, false",
        "native, http://127.0.0.1/cb, http://127.0.0.1:/cb, false",
        "native, http://127.0.0.1/cb, http://127.0.0.1:99999/cb, false",
        "native, http://127.0.0.1/cb, http://127.0.0.1:5000\\cb, false",
        "native, http://127.0.0.1/cb, http://127.0.0.1:5000#/cb, false",
        "native, http://127.0.0.1:9/cb, http://evil.example:9/cb, false",
        "native, https://a.example/cb, https://a.example:5000/cb, false",
        "native, com.example.app:/cb, com.example.app:/cb, true",
    })
    void comparesWhenAnAddressIsAskedForThenByteForByteButForALoopbackPort(
            String type, String registered, String asked, boolean right) {
        assertThat(RedirectUris.isRegistered(client(type.equals("native"), registered), asked))
                .isEqualTo(right);
    }
}
