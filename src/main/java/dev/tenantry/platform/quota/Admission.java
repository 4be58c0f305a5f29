package dev.tenantry.platform.quota;

import dev.tenantry.platform.error.AppException;
import java.util.List;
import java.util.Optional;

/**
 * Whether a tenant's request may go on.
 *
 * @param standings with each limit there is, for the answer to tell
 * @param refusal empty when it may go on
 */
public record Admission(List<Standing> standings, Optional<AppException> refusal) {}
