package dev.tenantry.architecture.planted.jdbc.platform.migration;

import java.sql.Connection;

record Migrations(Connection connection) {}
