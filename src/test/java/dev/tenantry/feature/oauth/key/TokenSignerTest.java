package dev.tenantry.feature.oauth.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TokenSignerTest {

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    void writesTokensThatOthersVerifyWhenManyThreadsSignAtOnce(SigningAlgorithm algorithm) {
        var key = algorithm.generate();
        var foreign = algorithm.generate();
        var signer = new TokenSigner(algorithm, key);

        var tokens = IntStream.range(0, 200)
                .parallel()
                .mapToObj(n -> signer.sign(TokenType.ACCESS, claims(n)).reveal())
                .toList();

        for (int n = 0; n < tokens.size(); n++) {
            var token = parsed(tokens.get(n));
            assertThat(verified(token, algorithm, key.toPublicJWK())).isTrue();
            assertThat(verified(token, algorithm, foreign)).isFalse();
            assertThat(token.getPayload().toString()).isEqualTo(new String(claims(n), StandardCharsets.UTF_8));
            assertThat(token.getHeader().getKeyID()).isEqualTo(key.getKeyID());
            assertThat(token.getHeader().getAlgorithm()).isEqualTo(algorithm.jws());
            assertThat(token.getHeader().getType().getType()).isEqualTo("at+jwt");
            assertThat(token.getHeader().toJSONObject()).containsOnlyKeys("kid", "alg", "typ");
        }
        assertThat(parsed(signer.sign(TokenType.ID, claims(0)).reveal())
                        .getHeader()
                        .getType()
                        .getType())
                .isEqualTo("JWT");
    }

    private static byte[] claims(int n) {
        return ("{\"sub\":\"Ä" + n + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    private static SignedJWT parsed(String token) {
        try {
            return SignedJWT.parse(token);
        } catch (ParseException e) {
            throw new AssertionError(token, e);
        }
    }

    private static boolean verified(SignedJWT token, SigningAlgorithm algorithm, JWK key) {
        try {
            return Signatures.verify(token, algorithm, key);
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
