package dev.tenantry.architecture.planted.context.feature.product;

import dev.tenantry.architecture.planted.context.platform.tenancy.TenantContext;
import java.util.List;
import java.util.stream.Stream;

final class MakesTenants {
    List<TenantContext> others(Stream<String> slugs) {
        return slugs.map(TenantContext::new).toList();
    }
}
