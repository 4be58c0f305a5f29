package dev.tenantry.architecture.planted.unlisted.feature.invoice;

record Invoice(String number) {}
