package dev.tenantry.scenario;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.Set;

/** Tokens with the claims of a real one and a signature that is not ours. */
final class Forged {

    private Forged() {}

    static String withoutSignature(String token) {
        var header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"typ\":\"at+jwt\"}".getBytes(StandardCharsets.UTF_8));
        return header + "." + token.split("\\.", -1)[1] + ".";
    }

    static String symmetric(String token) {
        try {
            var real = SignedJWT.parse(token);
            var header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                    .type(new JOSEObjectType("at+jwt"))
                    .keyID(real.getHeader().getKeyID())
                    .build();
            var forged = new SignedJWT(header, real.getJWTClaimsSet());
            forged.sign(new MACSigner(new byte[32]));
            return forged.serialize();
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signed with a key of the attacker's, under the real key's id, with the key in the header. */
    static String ownKey(String token) {
        var key = key();
        return signed(token, key, header(token).jwk(key.toPublicJWK()));
    }

    /** The attacker's key where the header says to look for it. */
    static String remoteKey(String token) {
        return signed(token, key(), header(token).jwkURL(URI.create("https://evil.example/jwks")));
    }

    static String unknownKey(String token) {
        return signed(token, key(), header(token).keyID("nobody's"));
    }

    /** A key id that leads out of a folder of keys. */
    static String wanderingKey(String token) {
        return signed(token, key(), header(token).keyID("../../../../dev/null"));
    }

    /** An extension that has to be understood, and is not. */
    static String critical(String token) {
        return signed(
                token,
                key(),
                header(token)
                        .criticalParams(Set.of("https://evil.example/must"))
                        .customParam("https://evil.example/must", true));
    }

    /** The signed text is not the encoded one (RFC 7797). */
    static String unencoded(String token) {
        return signed(token, key(), header(token).criticalParams(Set.of("b64")).base64URLEncodePayload(false));
    }

    /** The public key, which everybody knows, as the secret of an HMAC. */
    static String publicKeyAsSecret(String token, JWK published) {
        try {
            var real = SignedJWT.parse(token);
            var header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                    .type(new JOSEObjectType("at+jwt"))
                    .keyID(real.getHeader().getKeyID())
                    .build();
            var forged = new SignedJWT(header, real.getJWTClaimsSet());
            forged.sign(new MACSigner(published.toJSONString().getBytes(StandardCharsets.UTF_8)));
            return forged.serialize();
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWSHeader.Builder header(String token) {
        try {
            return new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .type(new JOSEObjectType("at+jwt"))
                    .keyID(SignedJWT.parse(token).getHeader().getKeyID());
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(String token, ECKey key, JWSHeader.Builder header) {
        try {
            var forged = new SignedJWT(header.build(), SignedJWT.parse(token).getJWTClaimsSet());
            forged.sign(new ECDSASigner(key));
            return forged.serialize();
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
