package dev.tenantry.architecture.planted.arrow.feature.access;

import dev.tenantry.architecture.planted.arrow.feature.identity.People;

record KnowsPeople(People people) {}
