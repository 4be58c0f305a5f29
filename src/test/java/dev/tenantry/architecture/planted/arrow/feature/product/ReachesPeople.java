package dev.tenantry.architecture.planted.arrow.feature.product;

import dev.tenantry.architecture.planted.arrow.feature.identity.People;

record ReachesPeople(People people) {}
