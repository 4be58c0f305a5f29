package dev.tenantry.scenario;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;

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
        try {
            var real = SignedJWT.parse(token);
            var key = new ECKeyGenerator(Curve.P_256).generate();
            var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .type(new JOSEObjectType("at+jwt"))
                    .keyID(real.getHeader().getKeyID())
                    .jwk(key.toPublicJWK())
                    .build();
            var forged = new SignedJWT(header, real.getJWTClaimsSet());
            forged.sign(new ECDSASigner(key));
            return forged.serialize();
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
