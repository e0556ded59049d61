package dev.asof.cli.store;

import dev.asof.cli.client.AsofClient;
import dev.asof.cli.client.ServerAddress;
import dev.asof.cli.context.Context;
import dev.asof.registry.error.AsofException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A connection that follows its server: one that was started again may answer elsewhere. */
public final class Reconnecting implements AutoCloseable {
    private final Context context;
    private final ServerOption server;
    private @Nullable AsofClient client;

    public Reconnecting(Context context, ServerOption server) {
        this.context = context;
        this.server = server;
    }

    /** @throws AsofException SERVER_UNAVAILABLE if no server is named and none runs */
    public AsofClient client() {
        Optional<ServerAddress> address = server.find(context);
        if (client != null && address.isPresent() && !client.server().equals(address.get())) {
            client.close();
            client = null;
        }
        if (client == null) {
            client = server.connect(context);
        }
        return client;
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
        }
    }
}
