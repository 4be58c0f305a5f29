package dev.tenantry.architecture.planted.jdbc.platform.migration.probe;

import java.sql.Connection;

record Session(Connection connection) {}
