package dev.tenantry.platform.feature;

import dev.tenantry.platform.http.body.Answer;
import dev.tenantry.platform.security.Permission;
import io.vertx.core.http.HttpMethod;

/** What a route that changes something was declared with. */
record Change(HttpMethod method, String path, Permission permission, Answer answer) {}
