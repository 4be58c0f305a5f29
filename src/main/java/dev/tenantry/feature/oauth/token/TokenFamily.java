package dev.tenantry.feature.oauth.token;

import java.time.Duration;

/**
 * What one sign-in of one person with one client has been given, as it is now by the database's clock, which all nodes
 * share.
 *
 * @param generation the number of the newest refresh token, the only one that works
 * @param sinceRotation how long the newest refresh token has been the newest
 * @param alive neither revoked nor past the end that no rotation moves
 */
record TokenFamily(Authorization authorization, int generation, Duration sinceRotation, boolean alive) {}
