package dev.asof.cli.console;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LogbackServiceProvider;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.slf4j.helpers.Reporter;

/** The log of this process, on standard error. Where another library than Logback takes the log, as in a test, that decides. */
public final class Log {
    private static final String NETWORK = "io.grpc.netty.shaded.io.grpc.netty.";

    /**
     * Hadoop's classes only open Parquet files here: its native library, login and metrics are not missed. What the network's classes warn of
     * is what clients sent, who are told.
     */
    private static final Map<String, Level> LIBRARIES = Map.of(
            "org.apache.hadoop",
            Level.ERROR,
            "org.apache.parquet",
            Level.ERROR,
            NETWORK + "NettyServerHandler",
            Level.ERROR,
            NETWORK + "NettyServerStream",
            Level.ERROR);

    private Log() {}

    /** What lines look like. */
    public enum Format {
        /** For people: time, level, place, message, and figures as {@code key=value}. */
        TEXT,
        /** A JSON object a line, as {@link JsonLines} writes it. */
        JSON
    }

    /** Says all that Asof does, and what is wrong in libraries, as text, until it is told otherwise. */
    public static void begin() {
        System.setProperty(Reporter.SLF4J_INTERNAL_VERBOSITY_KEY, "WARN");
        System.setProperty(LoggerFactory.PROVIDER_PROPERTY_KEY, LogbackServiceProvider.class.getName());
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    /** How Logback begins, whoever uses it first. */
    public static final class Beginning extends ContextAwareBase implements Configurator {
        @Override
        public ExecutionStatus configure(LoggerContext context) {
            write(encoder(Format.TEXT), context);
            context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
            context.getLogger("dev.asof").setLevel(Level.INFO);
            LIBRARIES.forEach((name, level) -> context.getLogger(name).setLevel(level));
            return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
        }
    }

    /** Says more. */
    public static void debug() {
        level(Logger.ROOT_LOGGER_NAME, Level.INFO);
        level("dev.asof", Level.DEBUG);
    }

    /** Says only what is wrong, and not that calls fail or files are damaged: the command tells. */
    public static void quieten() {
        level("dev.asof", Level.WARN);
        level("io.grpc", Level.ERROR);
        level("org.apache.arrow", Level.OFF);
    }

    /** Writes lines of another format from now on. */
    public static void use(Format format) {
        context().ifPresent(context -> write(encoder(format), context));
    }

    private static Encoder<ILoggingEvent> encoder(Format format) {
        return switch (format) {
            case TEXT -> new TextLines(ZoneId.systemDefault());
            case JSON -> new JsonLines();
        };
    }

    private static void write(Encoder<ILoggingEvent> encoder, LoggerContext context) {
        encoder.setContext(context);
        encoder.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setTarget("System.err");
        console.setEncoder(encoder);
        console.start();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.addAppender(console);
    }

    private static void level(String name, Level level) {
        context().ifPresent(context -> context.getLogger(name).setLevel(level));
    }

    private static Optional<LoggerContext> context() {
        return LoggerFactory.getILoggerFactory() instanceof LoggerContext context
                ? Optional.of(context)
                : Optional.empty();
    }
}
