package dev.tenantry.architecture.planted.constructor.feature.product;

record Wide(int one, int two, int three, int four, int five, int six, int seven) {}
