package dev.tenantry.feature.oauth.grant;

import dev.tenantry.feature.oauth.client.ClientCredentials;
import dev.tenantry.feature.oauth.protocol.Form;
import dev.tenantry.platform.security.Actor;
import dev.tenantry.platform.tenancy.TenantContext;

/** A request to the token endpoint, read but not yet judged. */
public record TokenQuestion(TenantContext tenant, Actor actor, ClientCredentials credentials, Form form) {}
