package dev.tenantry.platform.embedded;

import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.embedded.file.FileTree;
import dev.tenantry.platform.error.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder PostgreSQL keeps its data in: made once, checked at every start, started and stopped. */
final class Cluster {
    /** The superuser and its database. */
    static final String NAME = "tenantry";

    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final DataFolder folder;
    private final Programs programs;
    private final ServerControl control;

    Cluster(DataFolder folder, Programs programs) {
        this.folder = folder;
        this.programs = programs;
        this.control = new ServerControl(folder, programs);
    }

    /** Stops the server that a killed process has left running, and forgets one that is gone. */
    void stopOrphan() {
        control.stopOrphan();
    }

    int start() {
        return control.start();
    }

    void stop() {
        control.stop();
    }

    /** Returns the superuser's password. */
    Secret makeOrCheck() {
        try {
            FileTree.delete(folder.cluster().resolveSibling("postgres.new"));
            if (isMissing()) {
                return make();
            }
            checkVersion();
            var known = PasswordFile.read(folder);
            return known.isPresent() ? known.get() : replacePassword();
        } catch (IOException e) {
            throw new StartupException(
                    "PostgreSQL's data in " + folder.root() + " cannot be read or written (" + DataFolder.reason(e)
                            + "). Make room and check its permissions" + DataFolder.OR_ANOTHER,
                    e);
        }
    }

    private boolean isMissing() throws IOException {
        if (!Files.exists(folder.cluster())) {
            return true;
        }
        try (var content = Files.list(folder.cluster())) {
            return content.findAny().isEmpty();
        }
    }

    private Secret make() throws IOException {
        LOG.info("Making a new PostgreSQL cluster in {}", folder.cluster());
        var password = PasswordFile.read(folder).orElseGet(PasswordFile::random);
        PasswordFile.write(folder, password);
        var unfinished = folder.cluster().resolveSibling("postgres.new");
        var made = programs.run(
                "initdb",
                "--pgdata=" + unfinished,
                "--username=" + NAME,
                "--pwfile=" + folder.password(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums",
                "--no-instructions",
                // Synced below, once and with the database in it.
                "--no-sync",
                "--set=max_connections=100",
                "--set=shared_buffers=128MB",
                "--set=timezone=UTC",
                "--set=log_timezone=UTC",
                // Statements and error details hold people's data, and the client gets them anyway.
                "--set=log_min_error_statement=panic",
                "--set=log_error_verbosity=terse",
                "--set=log_checkpoints=off");
        if (made.failed()) {
            throw new StartupException("PostgreSQL cannot make its data in " + folder.cluster() + " ("
                    + made.complaint() + "). Correct that" + DataFolder.OR_ANOTHER);
        }
        runSingle(unfinished.toString(), "CREATE DATABASE " + NAME);
        FileTree.sync(unfinished);
        Files.move(unfinished, folder.cluster(), StandardCopyOption.ATOMIC_MOVE);
        FileTree.syncFolder(folder.root());
        return password;
    }

    /** The file is lost, not the data: whoever owns the folder may set a new password. */
    private Secret replacePassword() throws IOException {
        LOG.warn("{} is missing, so the superuser gets a new password", folder.password());
        var password = PasswordFile.random();
        runSingle(folder.cluster().toString(), "ALTER ROLE " + NAME + " PASSWORD '" + password.reveal() + "'");
        PasswordFile.write(folder, password);
        return password;
    }

    private void runSingle(String pgdata, String statement) {
        var outcome = programs.runWithInput(
                statement + "\n", "postgres", "--single", "-D", pgdata, "-c", "exit_on_error=on", "postgres");
        if (outcome.failed()) {
            throw new StartupException("PostgreSQL cannot prepare its data in " + folder.cluster() + " ("
                    + outcome.complaint() + "). Correct that" + DataFolder.OR_ANOTHER);
        }
    }

    private void checkVersion() throws IOException {
        var file = folder.cluster().resolve("PG_VERSION");
        if (!Files.exists(file)) {
            throw new StartupException("The folder " + folder.cluster()
                    + " holds something that is not a PostgreSQL cluster. Move it away" + DataFolder.OR_ANOTHER);
        }
        var data = Files.readString(file).strip();
        var ours = programs.run("postgres", "--version");
        var number = NUMBER.matcher(ours.output());
        if (ours.failed() || !number.find()) {
            throw new StartupException("PostgreSQL does not run on this machine (" + ours.complaint()
                    + "). Set DATABASE_URL to a PostgreSQL server of yours.");
        }
        if (!data.equals(number.group())) {
            throw new StartupException("The data in " + folder.cluster() + " was made by PostgreSQL " + data
                    + ", and this Tenantry brings PostgreSQL " + number.group()
                    + ". Use the Tenantry that made it to export the data" + DataFolder.OR_ANOTHER);
        }
    }
}
