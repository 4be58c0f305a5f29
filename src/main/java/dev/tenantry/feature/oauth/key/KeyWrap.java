package dev.tenantry.feature.oauth.key;

import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.error.StartupException;
import dev.tenantry.platform.security.Seal;
import java.nio.charset.StandardCharsets;

/** Encrypts private keys at rest, with a key derived from {@code JWT_SECRET_KEY}; each is bound to its id. */
final class KeyWrap {
    private final Seal seal;

    KeyWrap(Secret jwtSecretKey) {
        this.seal = new Seal(jwtSecretKey, "encryption of signing keys");
    }

    byte[] wrap(String keyId, String privateJwk) {
        return seal.close(keyId, privateJwk.getBytes(StandardCharsets.UTF_8));
    }

    String unwrap(String keyId, byte[] wrapped) {
        return seal.open(keyId, wrapped)
                .map(content -> new String(content, StandardCharsets.UTF_8))
                .orElseThrow(() -> new StartupException(
                        "JWT_SECRET_KEY is not the one that the signing keys in this database were encrypted with."));
    }
}
