package dev.asof.cli.store;

import dev.asof.cli.client.AsofClient;
import dev.asof.cli.client.ClientSecurity;
import dev.asof.cli.client.ServerAddress;
import dev.asof.cli.context.Context;
import dev.asof.cli.context.Setting;
import dev.asof.cli.context.Settings;
import dev.asof.online.state.database.StoreOwner;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.FeatureRepository;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names a server, and how one is found without it. */
public final class ServerOption {
    @Option(
            names = "--server",
            paramLabel = "HOST:PORT",
            description = "The server to talk to; the one that runs on the repository's store if not given.")
    @Nullable
    String server;

    /** @throws AsofException SERVER_UNAVAILABLE if none is named and none runs */
    public AsofClient connect(Context context) {
        return connect(context, find(context).orElseThrow(() -> noServer(context.repository())));
    }

    /** A client of this server, with what the settings say about certificates and tokens. */
    static AsofClient connect(Context context, ServerAddress address) {
        return AsofClient.to(address, security(context));
    }

    private static ClientSecurity security(Context context) {
        Settings settings = context.settings();
        Optional<Path> certificate = file(context, Setting.CLIENT_CERTIFICATE);
        Optional<Path> key = file(context, Setting.CLIENT_KEY);
        if (certificate.isPresent() != key.isPresent()) {
            throw halfAnIdentity(certificate.isPresent() ? Setting.CLIENT_CERTIFICATE : Setting.CLIENT_KEY);
        }
        return new ClientSecurity(
                file(context, Setting.SERVER_CA),
                certificate.flatMap(shown -> key.map(its -> new ClientSecurity.Identity(shown, its))),
                settings.find(Setting.TOKEN, null).map(Settings.Found::text));
    }

    private static AsofException halfAnIdentity(Setting given) {
        Setting lacks = given == Setting.CLIENT_KEY ? Setting.CLIENT_CERTIFICATE : Setting.CLIENT_KEY;
        return new AsofException(
                ErrorCode.INVALID_ARGUMENT,
                "Cannot call a server: '" + given.key() + "' is set, and '" + lacks.key()
                        + "' is not. A certificate and its key go together: set " + lacks.variable() + ", or write '"
                        + lacks.key() + " = ...' in .asof/config.");
    }

    private static Optional<Path> file(Context context, Setting setting) {
        return context.settings().find(setting, null).map(found -> context.resolve(Path.of(found.text())));
    }

    /** Whether a server is named, or the store's owner file tells of one. */
    public boolean isAny(Context context) {
        return find(context).isPresent();
    }

    /** Whether a server is named, by the option or a setting. */
    boolean isNamed(Context context) {
        return context.settings().find(Setting.SERVER, server).isPresent();
    }

    /** The server that is named, or else the one that the store's owner file tells of. */
    Optional<ServerAddress> find(Context context) {
        Optional<Settings.Found> named = context.settings().find(Setting.SERVER, server);
        if (named.isPresent()) {
            return named.map(found -> ServerAddress.parse(found.text()));
        }
        return StoreOwner.of(context.repository().onlineFolder())
                .flatMap(StoreOwner::address)
                .map(ServerAddress::parse)
                .map(ServerAddress::fromItsMachine);
    }

    private static AsofException noServer(FeatureRepository repository) {
        return new AsofException(
                ErrorCode.SERVER_UNAVAILABLE,
                "Cannot find a server: none runs on the online store of " + repository.root()
                        + ". Start one with 'asof serve', or name one with --server.");
    }
}
