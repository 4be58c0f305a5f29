package dev.tenantry.cli;

import dev.tenantry.app.Closing;
import dev.tenantry.app.preview.StatementPreview;
import dev.tenantry.platform.config.Config;
import dev.tenantry.platform.config.Config.Parts;
import dev.tenantry.platform.error.StartupException;
import dev.tenantry.platform.sql.text.StatementRefused;
import dev.tenantry.platform.telemetry.Logging;
import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tenantry sql}: what becomes of a statement when it is sent for a tenant. */
@Command(
        name = "sql",
        description = "Show what statements become when they are sent for a tenant. Nothing is run.",
        mixinStandardHelpOptions = true)
final class SqlCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    @Parameters(
            paramLabel = "SQL|FILE",
            description =
                    "Statements with ; between them, or files of them; without any, standard input. In a file and on"
                            + " standard input each line may also be one statement as a JSON string.")
    private List<String> sources = List.of();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "A file of statements; - is standard input.")
    private List<String> files = List.of();

    @Option(
            names = "--tenant-column",
            paramLabel = "NAME",
            defaultValue = "tenant_id",
            description = "The column that holds the tenant (default: ${DEFAULT-VALUE}).")
    private String tenantColumn = "tenant_id";

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        var config = Config.ofProcess(Parts.API);
        Logging.configureBesideAnswer(config.environment());
        var statements = statements();
        var vertx = Vertx.vertx();
        var preview = Blocking.await(Closing.after(
                vertx, StatementPreview.open(vertx, config.backend().orElseThrow(), config.dataDir(), tenantColumn)));
        var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        statements.forEach(statement -> out.println(json ? asJson(preview, statement) : asText(preview, statement)));
        out.flush();
        return 0;
    }

    private List<String> statements() throws IOException {
        var statements = new ArrayList<String>();
        for (var source : sources) {
            statements.addAll(
                    isFile(source) || source.endsWith(".sql") ? fromFile(source) : StatementPreview.split(source));
        }
        for (var file : files) {
            statements.addAll(fromFile(file));
        }
        if (sources.isEmpty() && files.isEmpty()) {
            statements.addAll(fromFile(STANDARD_INPUT));
        }
        return statements;
    }

    private static boolean isFile(String source) {
        try {
            return source.equals(STANDARD_INPUT)
                    || (Files.exists(Path.of(source)) && !Files.isDirectory(Path.of(source)));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static List<String> fromFile(String file) throws IOException {
        if (file.equals(STANDARD_INPUT)) {
            return read(new String(System.in.readAllBytes(), StandardCharsets.UTF_8));
        }
        if (!isFile(file)) {
            throw new StartupException("There is no file " + file + ".");
        }
        return read(new String(Files.readAllBytes(Path.of(file)), StandardCharsets.UTF_8));
    }

    /** No statement begins with a double quote: a text that does is JSON. */
    private static List<String> read(String input) {
        var text = input.startsWith(BYTE_ORDER_MARK) ? input.substring(1) : input;
        return text.stripLeading().startsWith("\"")
                ? text.lines()
                        .filter(line -> !line.isBlank())
                        .map(SqlCommand::fromJson)
                        .toList()
                : StatementPreview.split(text);
    }

    private static String fromJson(String line) {
        try {
            if (Json.decodeValue(line) instanceof String statement) {
                return statement;
            }
        } catch (DecodeException e) {
            // Told below.
        }
        throw new StartupException("Not a JSON string: " + line);
    }

    private static String asJson(StatementPreview preview, String statement) {
        var line = new JsonObject().put("sql", statement);
        try {
            var scoped = preview.scope(statement);
            return line.put("scoped", scoped.text())
                    .put("parameters", scoped.parameters())
                    .encode();
        } catch (StatementRefused refused) {
            return line.put("refused", refused.reason())
                    .put("at", characters(statement, refused))
                    .encode();
        }
    }

    private static String asText(StatementPreview preview, String statement) {
        try {
            var scoped = preview.scope(statement);
            var tenant = scoped.ofTenant() ? ", the tenant is $" + scoped.parameters() : ", no tenant";
            return "%s%nbecomes (parameters: %d%s)%n%s%n"
                    .formatted(statement, scoped.parameters(), tenant, scoped.text());
        } catch (StatementRefused refused) {
            return "%s%nis refused at character %d: %s%n"
                    .formatted(statement, characters(statement, refused), refused.reason());
        }
    }

    private static int characters(String statement, StatementRefused refused) {
        return statement.codePointCount(0, refused.at());
    }
}
