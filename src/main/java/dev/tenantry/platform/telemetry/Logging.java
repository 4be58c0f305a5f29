package dev.tenantry.platform.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import dev.tenantry.platform.config.AppEnvironment;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * Where log lines go. Requests and the heads of the audit trail are always JSON lines; the program's own lines are JSON in
 * production and readable text elsewhere. With a folder, all go to files there too, a new one each day or 50 MB, kept for 14
 * days and 1 GB; the audit trail's are kept.
 */
public final class Logging {
    private static final String TEXT = "%d{HH:mm:ss.SSS} %-5level %logger{20} %msg%n";
    private static final int QUEUED_LINES = 8_192;
    private static final String BARE = "%msg%n";
    private static final Kept FORGETTING = new Kept(14, FileSize.valueOf("1GB"));

    /** 0 is without end. */
    private static final Kept KEEPING = new Kept(0, new FileSize(0));

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final boolean json;
    private final String console;

    private record Kept(int days, FileSize size) {}

    private Logging(boolean json, ConsoleTarget console) {
        this.json = json;
        this.console = console.getName();
    }

    /** For a server: its standard output is its log. */
    public static void configure(AppEnvironment environment, Optional<Path> folder) {
        new Logging(environment.isProduction(), ConsoleTarget.SystemOut).configure(folder);
    }

    /** For a command whose standard output is its answer. */
    public static void configureBesideAnswer(AppEnvironment environment) {
        new Logging(environment.isProduction(), ConsoleTarget.SystemErr).configure(Optional.empty());
    }

    /** The same for a command that makes requests itself: they are not told, and of the rest only warnings. */
    public static void configureQuietlyBesideAnswer(AppEnvironment environment) {
        var logging = new Logging(environment.isProduction(), ConsoleTarget.SystemErr);
        logging.configure(Optional.empty());
        logging.context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        logging.context.getLogger("access").setLevel(Level.OFF);
    }

    private void configure(Optional<Path> folder) {
        var program = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var access = context.getLogger("access");
        var audit = context.getLogger("audit");
        program.detachAndStopAllAppenders();
        console(program, own());
        for (var bare : List.of(access, audit)) {
            bare.detachAndStopAllAppenders();
            bare.setAdditive(false);
            console(bare, pattern(BARE));
        }
        folder.ifPresent(path -> {
            file(program, own(), path, "tenantry", FORGETTING);
            file(access, pattern(BARE), path, "access", FORGETTING);
            file(audit, pattern(BARE), path, "audit", KEEPING);
        });
    }

    private Encoder<ILoggingEvent> own() {
        if (!json) {
            return pattern(TEXT);
        }
        var encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }

    private Encoder<ILoggingEvent> pattern(String pattern) {
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(pattern);
        encoder.start();
        return encoder;
    }

    private void console(Logger logger, Encoder<ILoggingEvent> encoder) {
        var appender = new ConsoleAppender<ILoggingEvent>();
        appender.setTarget(console);
        logger.addAppender(started(appender, encoder));
    }

    private void file(Logger logger, Encoder<ILoggingEvent> encoder, Path folder, String name, Kept kept) {
        var appender = new RollingFileAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setFile(folder.resolve(name + ".log").toString());
        var policy = new SizeAndTimeBasedRollingPolicy<ILoggingEvent>();
        policy.setContext(context);
        policy.setParent(appender);
        policy.setFileNamePattern(folder.resolve(name + ".%d.%i.log.gz").toString());
        policy.setMaxFileSize(FileSize.valueOf("50MB"));
        policy.setMaxHistory(kept.days);
        policy.setTotalSizeCap(kept.size);
        policy.start();
        appender.setRollingPolicy(policy);
        logger.addAppender(started(appender, encoder));
    }

    private Appender<ILoggingEvent> started(
            OutputStreamAppender<ILoggingEvent> appender, Encoder<ILoggingEvent> encoder) {
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setImmediateFlush(false);
        appender.start();
        var queue = new LineQueue(appender, QUEUED_LINES);
        queue.setContext(context);
        queue.start();
        return queue;
    }

    /** Writes what is queued, for a second at the most; nothing is logged afterwards. */
    public static void close() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
    }
}
