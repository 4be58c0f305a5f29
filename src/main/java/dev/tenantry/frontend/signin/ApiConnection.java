package dev.tenantry.frontend.signin;

import dev.tenantry.platform.config.FrontendConfig;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PemTrustOptions;

/** How the pages reach the API: soon or not at all, and by https only when it is the API for sure. */
public final class ApiConnection {
    public static final int TIMEOUT_MILLIS = 2_000;

    private ApiConnection() {}

    public static HttpClientOptions options(FrontendConfig config) {
        var options = new HttpClientOptions().setConnectTimeout(TIMEOUT_MILLIS);
        config.apiTrust()
                .ifPresent(trust -> options.setVerifyHost(trust.byName())
                        .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(trust.certificates()))));
        return options;
    }
}
