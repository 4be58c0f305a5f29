package dev.tenantry.feature.oauth.authorize;

import dev.tenantry.feature.access.SessionVerifier.SignedIn;
import dev.tenantry.feature.oauth.authorize.request.AuthorizationRequest;
import dev.tenantry.platform.tenancy.TenantContext;
import java.util.Optional;
import java.util.UUID;

/**
 * A sound request and the browser it came with.
 *
 * @param interaction its id
 * @param fresh whether whoever is signed in has shown who they are for this very request
 */
record Visit(
        TenantContext tenant,
        AuthorizationRequest request,
        UUID interaction,
        Optional<SignedIn> signedIn,
        boolean fresh) {}
