package dev.tenantry.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.platform.config.DatabaseServer;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.error.StartupException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    @TempDir
    static Path shared;

    Path temp;
    Path data;

    /** What a second process runs: it starts PostgreSQL, says so, and lives until its standard input ends. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws IOException {
            try (var postgres = EmbeddedPostgres.start(Path.of(arguments[0]))) {
                System.out.println("port " + postgres.server().port());
                while (System.in.read() >= 0) {}
            }
        }

        static Process start(Path data) throws IOException {
            var process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Child.class.getName(),
                            data.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader reader = process.inputReader();
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("port ")) {
                    return process;
                }
            }
            throw new IllegalStateException("The second process did not start PostgreSQL");
        }
    }

    @BeforeAll
    static void unpackTheProgramsAndMakeAClusterOnce() {
        EmbeddedPostgres.start(shared).close();
    }

    @BeforeEach
    void dataFolderWithUnpackedPrograms() throws IOException {
        temp = Files.createTempDirectory(shared, "test");
        data = Files.createDirectory(temp.resolve("our data"));
        Files.createSymbolicLink(data.resolve("postgres-bin"), shared.resolve("postgres-bin"));
    }

    /** Saves making one anew where that is not what the test is about. */
    private void copyTheCluster() throws IOException {
        for (var name : List.of("postgres", "postgres.password")) {
            try (var files = Files.walk(shared.resolve(name))) {
                for (var file : files.toList()) {
                    Files.copy(
                            file, data.resolve(shared.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    @Test
    void startWhenTheFolderIsNewThenMakesEverythingAndKeepsItOverARestart() throws Exception {
        int port;
        var fresh = temp.resolve("not/there/yet");
        try (var postgres = EmbeddedPostgres.start(fresh)) {
            var server = postgres.server();
            port = server.port();
            assertThat(server.place()).isEqualTo("127.0.0.1:" + port + "/tenantry");
            assertThat(server.user()).isEqualTo("tenantry");
            assertThat(server.sslMode()).isEqualTo("disable");
            execute(server, "CREATE TABLE kept (word text)");
            execute(server, "INSERT INTO kept VALUES ('Grüße')");
        }
        assertThat(fresh.resolve("postgres/postmaster.pid")).doesNotExist();
        assertThat(fresh.resolve("lock")).isEmptyFile();
        try (var postgres = EmbeddedPostgres.start(fresh)) {
            assertThat(query(postgres.server(), "SELECT word FROM kept")).isEqualTo("Grüße");
            assertThat(postgres.server().port()).isEqualTo(port);
        }
        assertThat(fresh).isDirectoryNotContaining(path -> path.toString().endsWith(".new"));
    }

    @Test
    void startWhenTheFolderIsNewThenDataIsSafeAndPrivate() throws Exception {
        try (var postgres = EmbeddedPostgres.start(data)) {
            var server = postgres.server();
            assertThat(query(server, "SHOW fsync")).isEqualTo("on");
            assertThat(query(server, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(query(server, "SHOW full_page_writes")).isEqualTo("on");
            assertThat(query(server, "SHOW data_checksums")).isEqualTo("on");
            assertThat(query(server, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(query(server, "SHOW unix_socket_directories")).isEqualTo(".");
            assertThat(query(server, "SHOW max_connections")).isEqualTo("100");
            assertThat(query(server, "SHOW shared_buffers")).isEqualTo("128MB");
            assertThat(query(server, "SHOW server_encoding")).isEqualTo("UTF8");
            assertThat(
                            query(
                                    server,
                                    "SELECT concat(datlocprovider, datlocale, datcollate) FROM pg_database WHERE datname = 'tenantry'"))
                    .isEqualTo("bC.UTF-8C");
            assertThat(query(server, "SELECT DISTINCT auth_method FROM pg_hba_file_rules"))
                    .isEqualTo("scram-sha-256");
            assertThat(
                            query(
                                    server,
                                    "SELECT rolname FROM pg_database JOIN pg_roles r ON r.oid = datdba WHERE datname = 'tenantry'"))
                    .isEqualTo("tenantry");
            assertThat(permissions(data)).isEqualTo("rwx------");
            assertThat(permissions(data.resolve("postgres"))).isEqualTo("rwx------");
            assertThat(permissions(data.resolve("postgres.password"))).isEqualTo("rw-------");
            assertThat(Files.readString(data.resolve("postgres.password"))).matches("[0-9a-f]{64}\n");
            assertThatThrownBy(() -> query(server.as("tenantry", new Secret("wrong")), "SELECT 1"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
        }
    }

    @Test
    void startWhenThisProcessHoldsTheFolderThenSaysSoAndTheFirstGoesOn() throws Exception {
        copyTheCluster();
        try (var first = EmbeddedPostgres.start(data)) {
            for (var attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> EmbeddedPostgres.start(data).close())
                        .isInstanceOf(StartupException.class)
                        .hasMessage(inUseBy(ProcessHandle.current()));
            }
            assertThat(EmbeddedPostgres.running(data)).contains(first.server());
            assertThat(query(first.server(), "SELECT 1")).isEqualTo("1");
        }
        assertThat(EmbeddedPostgres.running(data)).isEmpty();
        assertThat(EmbeddedPostgres.running(temp.resolve("nothing here"))).isEmpty();
    }

    @Test
    void startWhenAnotherProcessHoldsTheFolderThenNamesItAndItsServerIsFound() throws Exception {
        copyTheCluster();
        var other = Child.start(data);
        assertThatThrownBy(() -> EmbeddedPostgres.start(data).close())
                .isInstanceOf(StartupException.class)
                .hasMessage(inUseBy(other.toHandle()));
        var running = EmbeddedPostgres.running(data).orElseThrow();
        assertThat(query(running, "SELECT current_user")).isEqualTo("tenantry");

        other.getOutputStream().close();
        assertThat(other.waitFor()).isZero();
        assertThat(EmbeddedPostgres.running(data)).isEmpty();
    }

    @Test
    void startWhenAKilledProcessLeftPostgresRunningThenStopsItAndKeepsItsData() throws Exception {
        copyTheCluster();
        var killed = Child.start(data);
        execute(EmbeddedPostgres.running(data).orElseThrow(), "CREATE TABLE kept AS SELECT 42 AS answer");
        var orphan = Postmaster.read(DataFolder.prepare(data)).orElseThrow();
        assertThat(killed.destroyForcibly().waitFor()).isNotZero();
        assertThat(orphan.isAlive()).isTrue();
        assertThat(EmbeddedPostgres.running(data)).isEmpty();

        try (var postgres = EmbeddedPostgres.start(data)) {
            assertThat(query(postgres.server(), "SELECT answer FROM kept")).isEqualTo("42");
            assertThat(orphan.isAliveIn(DataFolder.prepare(data))).isFalse();
        }
    }

    @Test
    void startWhenPostgresItselfWasKilledThenRecoversItsData() throws Exception {
        copyTheCluster();
        var killed = Child.start(data);
        execute(EmbeddedPostgres.running(data).orElseThrow(), "CREATE TABLE kept AS SELECT 42 AS answer");
        var folder = DataFolder.prepare(data);
        var orphan = Postmaster.read(folder).orElseThrow();
        assertThat(killed.destroyForcibly().waitFor()).isNotZero();
        assertThat(ProcessHandle.of(orphan.pid()).orElseThrow().destroyForcibly())
                .isTrue();
        while (orphan.isAliveIn(folder)) {
            Thread.onSpinWait();
        }
        assertThat(data.resolve("postgres/postmaster.pid")).exists();

        try (var postgres = EmbeddedPostgres.start(data)) {
            assertThat(query(postgres.server(), "SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void startWhenTheNotedProcessNumberIsAnotherProgramsThenStarts() throws Exception {
        copyTheCluster();
        EmbeddedPostgres.start(data).close();
        var folder = DataFolder.prepare(data);
        Files.writeString(
                Postmaster.file(folder),
                ProcessHandle.current().pid() + "\n" + folder.cluster() + "\n1\n5432\n\n127.0.0.1\n\nready   \n");
        var options = Files.readString(folder.cluster().resolve("postmaster.opts"));
        var port = Pattern.compile("\"-p\" \"(\\d+)\"").matcher(options);
        assertThat(port.find()).isTrue();
        // PostgreSQL itself sees through the number of who starts it.
        var another = ProcessHandle.current().parent().orElseThrow().pid();
        Files.writeString(
                folder.cluster().resolve(".s.PGSQL." + port.group(1) + ".lock"),
                another + "\n" + folder.cluster() + "\n1\n" + port.group(1) + "\n.\n");

        try (var postgres = EmbeddedPostgres.start(data)) {
            assertThat(query(postgres.server(), "SELECT 1")).isEqualTo("1");
        }
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void startWhenThereCanBeNoSocketThenIsReachedByTheNetwork() throws Exception {
        copyTheCluster();
        int port;
        try (var postgres = EmbeddedPostgres.start(data)) {
            port = postgres.server().port();
        }
        Files.createDirectories(data.resolve("postgres/.s.PGSQL." + port + ".lock/in the way"));

        try (var postgres = EmbeddedPostgres.start(data)) {
            assertThat(postgres.server().socketFolder()).isEmpty();
            assertThat(query(postgres.server(), "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void socketFolderWhenItsPathFitsIntoAnAddressThenIsKnownToWhoJoinsAsWell() throws Exception {
        copyTheCluster();
        try (var postgres = EmbeddedPostgres.start(data)) {
            var known = postgres.server().socketFolder();
            assertThat(known).contains(DataFolder.prepare(data).cluster());
            assertThat(EmbeddedPostgres.running(data).orElseThrow().socketFolder())
                    .isEqualTo(known);
        }
        var longer = Files.move(data, data.resolveSibling("x".repeat(100)));
        try (var postgres = EmbeddedPostgres.start(longer)) {
            assertThat(postgres.server().socketFolder()).isEmpty();
            assertThat(query(postgres.server(), "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void startWhenAnEarlierStartBrokeOffThenRepeatsIt() throws Exception {
        Files.createDirectories(data.resolve("postgres.new/base"));
        Files.writeString(data.resolve("postgres.new/PG_VERSION"), "18\n");
        Files.writeString(data.resolve("postgres.password.new"), "half");
        Files.delete(data.resolve("postgres-bin"));
        Files.createDirectories(data.resolve("postgres-bin/0000-1.new/bin"));
        Files.createDirectories(data.resolve("postgres-bin/0000-1/bin"));

        try (var postgres = EmbeddedPostgres.start(data)) {
            assertThat(query(postgres.server(), "SELECT 1")).isEqualTo("1");
        }
        assertThat(data.resolve("postgres.new")).doesNotExist();
        assertThat(data.resolve("postgres.password.new")).doesNotExist();
        try (var left = Files.list(data.resolve("postgres-bin"))) {
            assertThat(left)
                    .hasSize(1)
                    .allSatisfy(path -> assertThat(path.resolve("bin/postgres")).isExecutable());
        }
    }

    @Test
    void startWhenThePortIsTakenOrThePasswordIsLostThenFindsAnotherWay() throws Exception {
        copyTheCluster();
        int port;
        try (var postgres = EmbeddedPostgres.start(data)) {
            port = postgres.server().port();
        }
        Files.delete(data.resolve("postgres.password"));
        try (var log = new RandomAccessFile(data.resolve("postgres.log").toFile(), "rw")) {
            log.setLength(11L * 1024 * 1024);
        }
        try (var taken = new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
                var postgres = EmbeddedPostgres.start(data)) {
            assertThat(postgres.server().port()).isNotEqualTo(taken.getLocalPort());
            assertThat(query(postgres.server(), "SELECT 1")).isEqualTo("1");
        }
        assertThat(data.resolve("postgres.log.1")).exists();
        assertThat(data.resolve("postgres.log")).content().hasSizeLessThan(100_000);
    }

    @Test
    void startWhenTheFolderCannotHoldOurDataThenSaysWhatToDoInOneLine() throws IOException {
        var file = Files.writeString(temp.resolve("file"), "");
        refuses(file, "The data folder " + file + " is a file. Move it away, or set DATA_DIR to another folder.");
        refuses(
                file.resolve("below"),
                "The data folder " + file.resolve("below") + " cannot be created (not a directory). Make it,"
                        + " or set DATA_DIR to another folder.");

        var foreign = Files.createDirectories(data.resolve("postgres"));
        Files.writeString(foreign.resolve("thesis.txt"), "");
        refuses(
                data,
                "The folder " + foreign + " holds something that is not a PostgreSQL cluster. Move it away,"
                        + " or set DATA_DIR to another folder.");
        assertThat(foreign.resolve("thesis.txt")).exists();

        Files.writeString(foreign.resolve("PG_VERSION"), "17\n");
        refuses(
                data,
                "The data in " + foreign + " was made by PostgreSQL 17, and this Tenantry brings PostgreSQL 18."
                        + " Use the Tenantry that made it to export the data, or set DATA_DIR to another folder.");
    }

    @Test
    void startWhenAnotherUserOwnsTheDataThenNamesBoth() throws IOException {
        var cluster = Files.createDirectory(data.resolve("postgres"));
        try {
            Files.setAttribute(cluster, "unix:uid", 1, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            Assumptions.abort("Only root can give files away");
        }
        var owner = Files.getOwner(cluster).getName();
        var us = Files.getOwner(data).getName();
        refuses(
                data,
                cluster + " belongs to user " + owner + ", and Tenantry runs as " + us + ". Run Tenantry as " + owner
                        + ", give the data folder to " + us + ", or set DATA_DIR to another folder.");
    }

    private String inUseBy(ProcessHandle process) throws IOException {
        return "The data folder " + data.toRealPath() + " is in use by another Tenantry (process " + process.pid()
                + "). Stop it, or set DATA_DIR to another folder.";
    }

    private static void refuses(Path folder, String line) {
        assertThatThrownBy(() -> EmbeddedPostgres.start(folder).close())
                .isInstanceOf(StartupException.class)
                .hasMessage(line);
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void execute(DatabaseServer server, String sql) throws SQLException {
        try (var connection = connect(server);
                var statement = connection.createStatement()) {
            assertThat(statement.execute(sql)).isFalse();
        }
    }

    private static String query(DatabaseServer server, String sql) throws SQLException {
        try (var connection = connect(server);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static Connection connect(DatabaseServer server) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + server.place() + "?sslmode=" + server.sslMode(),
                server.user(),
                server.password().reveal());
    }
}
