package dev.tenantry.architecture.planted.jdbc.feature.product;

import java.sql.Connection;

record Queries(Connection connection) {}
