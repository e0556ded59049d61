package dev.asof.cli.store;

import dev.asof.cli.client.ServerAddress;
import dev.asof.cli.console.Log;
import dev.asof.cli.console.Words;
import dev.asof.cli.context.AsofVersion;
import dev.asof.cli.context.Context;
import dev.asof.cli.context.Setting;
import dev.asof.cli.context.SettingProblems;
import dev.asof.cli.context.Settings;
import dev.asof.online.OnlineStoreOptions;
import dev.asof.online.access.TlsFiles;
import dev.asof.online.ingest.IngestDurability;
import dev.asof.online.server.ClientLimits;
import dev.asof.online.server.ServerOptions;
import dev.asof.online.server.ServerOptions.Exposure;
import dev.asof.online.state.database.StateOptions;
import dev.asof.registry.diagnostic.Quoted;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a server listens, whom it answers and what it keeps in memory, from flags, environment and configuration file. */
final class ServingOptions {
    private static final int GREATEST_CACHE_MIB = 1 << 20;
    private static final int DEFAULT_CACHE_MIB = 256;
    private static final int MOST_CALLS = 1_000_000;

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            description = "The address to listen on; 127.0.0.1 if not given.")
    private @Nullable String address;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description =
                    "The port to listen on, 0 for any that is free; " + ServerOptions.DEFAULT_PORT + " if not given.")
    private @Nullable Integer port;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            description =
                    "The port for /metrics, /healthz and /readyz, 0 for any that is free; without it, and without a "
                            + "setting, they are not served.")
    private @Nullable Integer httpPort;

    @Option(
            names = "--tls-certificate",
            paramLabel = "FILE",
            description = "Encrypt with this certificate (PEM); read again when it changes.")
    private @Nullable String certificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "The certificate's private key (PEM, PKCS #8).")
    private @Nullable String key;

    @Option(
            names = "--tls-client-ca",
            paramLabel = "FILE",
            description = "Ask clients for a certificate that one of these authorities vouches for (PEM).")
    private @Nullable String clientCa;

    @Option(
            names = "--tokens",
            paramLabel = "FILE",
            description =
                    "Ask callers for a token of this file, with lines of 'read TOKEN', 'write TOKEN', 'admin TOKEN'.")
    private @Nullable String tokens;

    @Option(
            names = "--cache-mib",
            paramLabel = "MIB",
            description =
                    "Memory for blocks of the store, beside the JVM's heap; " + DEFAULT_CACHE_MIB + " if not given.")
    private @Nullable Integer cacheMib;

    @Option(
            names = "--answers-mib",
            paramLabel = "MIB",
            description =
                    "Memory for answers that last, beside the JVM's heap; a sixteenth of the machine's if not given, 0 for none. "
                            + "More than the heap has needs -XX:MaxDirectMemorySize.")
    private @Nullable Integer answersMib;

    @Option(
            names = "--calls-per-connection",
            paramLabel = "COUNT",
            description = "How many calls a connection may have under way, until their answers are sent; "
                    + ClientLimits.DEFAULT_CALLS + " if not given. Clients of gRPC keep to it by themselves.")
    private @Nullable Integer callsPerConnection;

    @Option(
            names = "--durability",
            paramLabel = "WHEN",
            description =
                    "What an acknowledged event survives, beside the end of the process: fsync (the loss of power; the default), "
                            + "interval or interval(10ms) (the loss of power, but for the last moments), none.")
    private @Nullable String durability;

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            description = "What lines of the log look like: text (the default) or json.")
    private @Nullable String logFormat;

    @Option(
            names = "--insecure",
            description = "Allow an address that other machines can reach without TLS, or without asking who they are.")
    private boolean insecure;

    /** @throws AsofException INVALID_ARGUMENT with all that is wrong with settings */
    void requireUsable(Context context) {
        Settings settings = context.settings();
        SettingProblems.requireNone(List.of(
                () -> port(settings),
                () -> http(settings),
                () -> file(context, Setting.TLS_CERTIFICATE, certificate),
                () -> file(context, Setting.TLS_KEY, key),
                () -> file(context, Setting.TLS_CLIENT_CA, clientCa),
                () -> tls(context),
                () -> file(context, Setting.TOKENS, tokens),
                () -> cacheMib(settings),
                () -> answersMib(settings),
                () -> callsPerConnection(settings),
                () -> durability(settings),
                () -> logFormat(settings)));
    }

    /** How the server listens. */
    ServerOptions server(Context context) {
        Settings settings = context.settings();
        ServerOptions local = ServerOptions.onLoopback(port(settings), AsofVersion.text());
        return local.at(
                        settings.find(Setting.ADDRESS, address)
                                .map(Settings.Found::text)
                                .orElse(local.host()),
                        insecure ? Exposure.INSECURE : Exposure.LOOPBACK)
                .withHttp(http(settings))
                .withLimits(ClientLimits.ofCalls(callsPerConnection(settings)))
                .secured(tls(context), file(context, Setting.TOKENS, tokens));
    }

    private int port(Settings settings) {
        return settings.number(Setting.PORT, port, 0, ServerAddress.GREATEST_PORT, ServerOptions.DEFAULT_PORT);
    }

    private OptionalInt http(Settings settings) {
        int found = settings.number(Setting.HTTP_PORT, httpPort, 0, ServerAddress.GREATEST_PORT, -1);
        return found < 0 ? OptionalInt.empty() : OptionalInt.of(found);
    }

    private Optional<TlsFiles> tls(Context context) {
        Optional<Path> certificateFile = file(context, Setting.TLS_CERTIFICATE, certificate);
        Optional<Path> keyFile = file(context, Setting.TLS_KEY, key);
        Optional<Path> authorities = file(context, Setting.TLS_CLIENT_CA, clientCa);
        if (certificateFile.isPresent() != keyFile.isPresent()
                || (authorities.isPresent() && certificateFile.isEmpty())) {
            throw new AsofException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Cannot encrypt: a certificate and its key belong together. Give both --tls-certificate and --tls-key.");
        }
        return certificateFile.map(file -> new TlsFiles(file, keyFile.orElseThrow(), authorities));
    }

    private static Optional<Path> file(Context context, Setting setting, @Nullable String flag) {
        return context.settings().find(setting, flag).map(found -> {
            Path file = context.resolve(Path.of(found.text()));
            if (!Files.isReadable(file)) {
                throw new AsofException(
                        ErrorCode.INVALID_ARGUMENT,
                        "Cannot use " + setting.key() + " of " + found.place() + ": there is no file " + file
                                + " that can be read.");
            }
            return file;
        });
    }

    /** What lines of the log look like. */
    Log.Format logFormat(Settings settings) {
        return settings.find(Setting.LOG_FORMAT, logFormat)
                .map(ServingOptions::logFormat)
                .orElse(Log.Format.TEXT);
    }

    private static Log.Format logFormat(Settings.Found found) {
        return Stream.of(Log.Format.values())
                .filter(format -> Words.of(format).equals(found.text()))
                .findFirst()
                .orElseThrow(() -> new AsofException(
                        ErrorCode.INVALID_ARGUMENT,
                        "Cannot use log_format " + Quoted.of(found.text()) + " of " + found.place()
                                + ": it is neither 'text' nor 'json'."));
    }

    /** How the store behaves. */
    OnlineStoreOptions store(Settings settings) {
        OnlineStoreOptions options = OnlineStoreOptions.DEFAULT
                .with(new StateOptions(
                        cacheMib(settings) << 20,
                        OnlineStoreOptions.DEFAULT.state().writeBufferBytes()))
                .withAnswerBytes(answersMib(settings) << 20);
        return durability(settings).map(options::with).orElse(options);
    }

    private long cacheMib(Settings settings) {
        return settings.number(Setting.CACHE_MIB, cacheMib, 8, GREATEST_CACHE_MIB, DEFAULT_CACHE_MIB);
    }

    private long answersMib(Settings settings) {
        return settings.number(Setting.ANSWERS_MIB, answersMib, 0, GREATEST_CACHE_MIB, AnswersMemory.usualMib());
    }

    private int callsPerConnection(Settings settings) {
        return settings.number(
                Setting.CALLS_PER_CONNECTION, callsPerConnection, 1, MOST_CALLS, ClientLimits.DEFAULT_CALLS);
    }

    private Optional<IngestDurability> durability(Settings settings) {
        return settings.find(Setting.DURABILITY, durability)
                .map(found -> IngestDurability.parse(found.text(), found.place()));
    }

    /** What is in force, by the settings' names, with where it was said; what is not said has its default. */
    Map<String, Settings.Found> effective(Settings settings) {
        Map<String, Settings.Found> all = new LinkedHashMap<>();
        add(Setting.ADDRESS, address, "127.0.0.1", settings, all);
        add(Setting.PORT, text(port), Integer.toString(ServerOptions.DEFAULT_PORT), settings, all);
        add(Setting.HTTP_PORT, text(httpPort), "", settings, all);
        add(Setting.TLS_CERTIFICATE, certificate, "", settings, all);
        add(Setting.TLS_KEY, key, "", settings, all);
        add(Setting.TLS_CLIENT_CA, clientCa, "", settings, all);
        add(Setting.TOKENS, tokens, "", settings, all);
        add(Setting.CACHE_MIB, text(cacheMib), Integer.toString(DEFAULT_CACHE_MIB), settings, all);
        add(Setting.ANSWERS_MIB, text(answersMib), Integer.toString(AnswersMemory.usualMib()), settings, all);
        add(
                Setting.CALLS_PER_CONNECTION,
                text(callsPerConnection),
                Integer.toString(ClientLimits.DEFAULT_CALLS),
                settings,
                all);
        add(Setting.DURABILITY, durability, "fsync", settings, all);
        add(Setting.LOG_FORMAT, logFormat, "text", settings, all);
        return all;
    }

    private static void add(
            Setting setting,
            @Nullable String flag,
            String otherwise,
            Settings settings,
            Map<String, Settings.Found> all) {
        all.put(setting.key(), settings.find(setting, flag).orElse(new Settings.Found(otherwise, "default")));
    }

    private static @Nullable String text(@Nullable Integer number) {
        return number == null ? null : number.toString();
    }
}
