package dev.tenantry.architecture.planted.cycle.feature.access;

import dev.tenantry.architecture.planted.cycle.feature.identity.Person;

public record Member(Person person) {}
