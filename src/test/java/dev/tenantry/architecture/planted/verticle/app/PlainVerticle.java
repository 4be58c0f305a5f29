package dev.tenantry.architecture.planted.verticle.app;

final class PlainVerticle {}
