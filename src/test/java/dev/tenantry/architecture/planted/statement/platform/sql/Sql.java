package dev.tenantry.architecture.planted.statement.platform.sql;

public interface Sql {
    int list(String statement);

    int first(String statement);

    int change(String statement);

    int transaction(int work);
}
