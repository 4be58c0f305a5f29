package dev.tenantry.architecture;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The table of allowed imports, as the architecture has it. A new arrow needs a record in docs/decisions. */
final class AllowedImports {
    // One * is one part of a name, ** any number of them; what several rows say of a package adds up.
    private static final String TABLE = """
            platform.error                       ->
            platform.net                         ->
            platform.config                      -> platform.error, platform.net
            platform.telemetry                   -> platform.error, platform.config

            platform.flow                        ->
            platform.tenancy                     -> BASICS
            platform.cache                       ->
            platform.mail                        -> BASICS
            platform.blob                        -> BASICS
            platform.outbound                    -> BASICS, platform.net
            platform.security                    -> BASICS, platform.tenancy
            platform.sql                         -> BASICS, platform.tenancy, platform.sql.*, platform.flow
            platform.sql.scope                   -> BASICS, platform.sql.text
            platform.sql.text                    -> BASICS
            platform.sql.read                    -> BASICS
            platform.sql.listen                  -> BASICS, platform.tenancy
            platform.bus                         -> BASICS, platform.sql, platform.tenancy
            platform.revocation                  -> BASICS, platform.sql, platform.bus, platform.security, platform.tenancy
            platform.revocation                  -> platform.cache
            platform.audit                       -> BASICS, platform.sql, platform.security, platform.tenancy
            platform.event                       -> BASICS, platform.sql, platform.security, platform.tenancy
            platform.quota                       -> BASICS, platform.net, platform.sql, platform.security, platform.tenancy
            platform.quota                       -> platform.quota.rate, platform.flow
            platform.quota.rate                  -> BASICS, platform.tenancy
            platform.http                        -> BASICS, platform.tenancy, platform.security, platform.quota, platform.cache
            platform.http                        -> platform.net
            platform.http                        -> platform.http.body, platform.http.path
            platform.http.path                   -> BASICS
            platform.http.body                   -> BASICS
            platform.view                        -> BASICS, platform.http, platform.http.body
            platform.openapi                     -> BASICS, platform.http, platform.http.body, platform.view, platform.security
            platform.openapi                     -> platform.quota
            platform.migration                   -> BASICS, platform.sql
            platform.embedded                    -> BASICS, platform.sql, platform.embedded.file
            platform.embedded.file               -> BASICS
            platform.migration.probe             -> BASICS, platform.sql.*, platform.migration
            platform.feature                     -> BASICS, platform.http, platform.view, platform.sql, platform.security
            platform.feature                     -> platform.audit, platform.event, platform.quota, platform.tenancy
            platform.feature                     -> platform.http.body

            feature.*                            -> platform.*, platform.sql.listen, platform.http.body
            feature.access                       -> feature.identity
            feature.access.role                  -> ACCESS
            feature.access.key                   -> ACCESS, feature.identity
            feature.access.invitation            -> ACCESS, feature.identity
            feature.access.account               -> ACCESS, feature.identity
            feature.store                        -> feature.access, feature.identity
            feature.onboarding                   -> feature.tenant, feature.plan, feature.identity, feature.access
            feature.onboarding                   -> feature.oauth.client
            feature.plan                         -> platform.quota.rate

            feature.oauth                        -> feature.identity, feature.access, feature.oauth.*
            feature.oauth.protocol               -> OAUTH
            feature.oauth.client                 -> OAUTH, feature.oauth.protocol
            feature.oauth.registration           -> OAUTH, feature.oauth.client, feature.oauth.protocol
            feature.oauth.key                    -> OAUTH, feature.oauth.protocol
            feature.oauth.token                  -> OAUTH, feature.oauth.key, feature.oauth.protocol
            feature.oauth.discovery              -> OAUTH, feature.oauth.key, feature.oauth.protocol
            feature.oauth.grant                  -> OAUTH, feature.oauth.client, feature.oauth.token, feature.oauth.protocol
            feature.oauth.inspect                -> OAUTH, feature.oauth.client, feature.oauth.token, feature.oauth.protocol
            feature.oauth.consent                -> OAUTH, feature.oauth.client, feature.oauth.token, feature.oauth.protocol
            feature.oauth.authorize              -> OAUTH, feature.oauth.client, feature.oauth.token, feature.oauth.protocol
            feature.oauth.authorize              -> feature.oauth.consent, feature.oauth.authorize.request
            feature.oauth.authorize.request      -> OAUTH, feature.oauth.client, feature.oauth.protocol

            frontend                             -> platform.error, platform.config, platform.http, platform.view, platform.feature
            frontend                             -> platform.http.body, platform.net, frontend.signin
            frontend.signin                      -> platform.error, platform.config
            app                                  -> platform.*, platform.sql.*, platform.http.body, feature.**, frontend
            app                                  -> app.wiring
            app.wiring                           -> platform.*, platform.quota.rate, feature.**
            app.preview                          -> app, platform.*, platform.sql.*
            proof                                -> app, platform.*, platform.http.body, platform.sql.*, platform.migration.probe
            cli                                  -> app, app.preview, proof, platform.error, platform.config, platform.telemetry, platform.sql.*
            (root)                               -> app, platform.feature, platform.config
            """.replace(
                    "OAUTH", "platform.*, platform.http.body, feature.identity, feature.access")
            .replace("ACCESS", "platform.*, platform.http.body, feature.access")
            .replace("BASICS", "platform.error, platform.config, platform.telemetry");

    private final List<Row> rows =
            TABLE.lines().filter(line -> !line.isBlank()).map(Row::parse).toList();

    private record Row(String from, List<String> to) {

        static Row parse(String line) {
            var sides = line.split("->", 2);
            return new Row(
                    sides[0].strip(),
                    Arrays.stream(sides[1].split(",")).map(String::strip).toList());
        }
    }

    boolean lists(String relativePackage) {
        return rows.stream().anyMatch(row -> matches(row.from, relativePackage));
    }

    boolean allows(String from, String to) {
        return rows.stream()
                .filter(row -> matches(row.from, from))
                .flatMap(row -> row.to.stream())
                .anyMatch(allowed -> matches(allowed, to));
    }

    static String refusal(String from, String to) {
        return "The arrow %s -> %s is not in the table of allowed imports; a new arrow needs a record in docs/decisions."
                .formatted(from, to);
    }

    private static boolean matches(String pattern, String name) {
        return name.matches(Pattern.quote(pattern).replace("**", "\\E.+\\Q").replace("*", "\\E[^.]+\\Q"));
    }
}
