package dev.tenantry.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A certificate for localhost that signed itself, and its key, both PEM, made for one test. */
public record TestCertificate(String certificate, String key) {
    private static final String PASSWORD = "only-for-this-file";

    /** @param algorithm {@code EC} or {@code RSA} */
    public static TestCertificate make(Path folder, String algorithm) {
        var file = folder.resolve("keys-" + System.nanoTime() + ".p12");
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-alias",
                "own",
                "-keyalg",
                algorithm,
                "-keysize",
                algorithm.equals("EC") ? "256" : "2048",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-validity",
                "2");
        try {
            Files.createDirectories(folder);
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError("keytool made no certificate");
            }
            var keys = KeyStore.getInstance("PKCS12");
            try (var content = Files.newInputStream(file)) {
                keys.load(content, PASSWORD.toCharArray());
            }
            var key = keys.getKey("own", PASSWORD.toCharArray()).getEncoded();
            return new TestCertificate(
                    pem("CERTIFICATE", keys.getCertificate("own").getEncoded()), pem("PRIVATE KEY", key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END " + label + "-----\n";
    }
}
