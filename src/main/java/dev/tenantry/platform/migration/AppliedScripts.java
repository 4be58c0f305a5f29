package dev.tenantry.platform.migration;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.JarURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.CRC32;

/**
 * What a line's history has, compared with the scripts on the class path. When it has exactly these, each of them with the
 * checksum that Flyway gives it, Flyway would find nothing to do and nothing to complain of, and need not be asked. Whatever
 * is not as simple as that is for Flyway to judge.
 */
final class AppliedScripts {
    private static final String APPLIED = """
            SELECT script, checksum, type IN ('BASELINE', 'SCHEMA') AS beginning,
                   success AND (type IN ('BASELINE', 'SCHEMA')
                                OR type = 'SQL' AND starts_with(script, 'V' || version || '__')) AS plain
            FROM %s
            """;
    private static final String UNDEFINED_TABLE = "42P01";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Map<String, Integer> applied = new HashMap<>();
    private final Set<String> met = new HashSet<>();
    private final ClassLoader classPath;
    private final List<String> folders;
    private boolean plain = true;

    private AppliedScripts(ClassLoader classPath, List<String> folders) {
        this.classPath = classPath;
        this.folders = folders.stream().map(folder -> folder + "/").toList();
    }

    /**
     * Whether there is nothing left to do.
     *
     * @param table the history
     * @param classPath the one that Flyway would look through
     * @param folders where the line's scripts lie there
     */
    static boolean areAll(Connection connection, String table, ClassLoader classPath, List<String> folders)
            throws SQLException {
        var scripts = new AppliedScripts(classPath, folders);
        scripts.readHistory(connection, table);
        try {
            return scripts.plain && scripts.areAllApplied();
        } catch (IOException e) {
            return false;
        }
    }

    private void readHistory(Connection connection, String table) throws SQLException {
        try (var query = connection.createStatement();
                var rows = query.executeQuery(APPLIED.formatted(table))) {
            while (rows.next()) {
                plain = plain && rows.getBoolean("plain");
                if (!rows.getBoolean("beginning")) {
                    applied.put(rows.getString("script"), rows.getInt("checksum"));
                }
            }
        } catch (SQLException e) {
            if (!UNDEFINED_TABLE.equals(e.getSQLState())) {
                throw e;
            }
            plain = false;
        }
    }

    private boolean areAllApplied() throws IOException {
        var jars = new HashSet<String>();
        for (var folder : folders) {
            for (var place : Collections.list(classPath.getResources(folder))) {
                if (place.openConnection() instanceof JarURLConnection connection) {
                    if (jars.add(connection.getJarFileURL().toString()) && !areApplied(connection)) {
                        return false;
                    }
                } else if (!place.getProtocol().equals("file") || !areApplied(Path.of(URI.create(place.toString())))) {
                    return false;
                }
            }
        }
        // One that was applied and is no longer there may be reason for a refusal.
        return met.equals(applied.keySet());
    }

    private boolean areApplied(JarURLConnection connection) throws IOException {
        connection.setUseCaches(false);
        try (var jar = connection.getJarFile()) {
            for (var entry : Collections.list(jar.entries())) {
                if (isOurs(entry) && !isApplied(entry, jar)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isOurs(JarEntry entry) {
        var name = entry.getName();
        return name.startsWith("db/")
                && !entry.isDirectory()
                && folders.stream().anyMatch(name::startsWith);
    }

    private boolean isApplied(JarEntry entry, JarFile jar) throws IOException {
        try (var content = jar.getInputStream(entry)) {
            return isApplied(entry.getName(), content);
        }
    }

    private boolean areApplied(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.filter(Files::isRegularFile).toList()) {
                try (var content = Files.newInputStream(path)) {
                    if (!isApplied(path.toString(), content)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** One that is met twice, or is no versioned script, is not so simple. */
    private boolean isApplied(String path, InputStream content) throws IOException {
        var script = path.substring(path.replace('\\', '/').lastIndexOf('/') + 1);
        return script.startsWith("V")
                && script.endsWith(".sql")
                && met.add(script)
                && Integer.valueOf(checksum(content)).equals(applied.get(script));
    }

    /** As Flyway has it: of the lines without their ends. */
    private static int checksum(InputStream content) throws IOException {
        var sum = new CRC32();
        var lines = new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8));
        var first = true;
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var text = first && line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
            sum.update(text.getBytes(StandardCharsets.UTF_8));
            first = false;
        }
        return (int) sum.getValue();
    }
}
