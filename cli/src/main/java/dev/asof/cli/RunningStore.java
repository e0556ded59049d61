package dev.asof.cli;

import dev.asof.cli.client.AsofClient;
import dev.asof.cli.client.LoadProgress;
import dev.asof.cli.client.LoadSummary;
import dev.asof.cli.client.QuarantinePage;
import dev.asof.cli.client.ServerAddress;
import dev.asof.cli.client.StoreStatus;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** A store through its server. */
record RunningStore(AsofClient client) implements StoreAccess {

    @Override
    public Optional<ServerAddress> runningServer() {
        return Optional.of(client.server());
    }

    @Override
    public LoadSummary load(List<String> rebuild, OptionalLong untilMicros, Consumer<LoadProgress> progress) {
        return client.load(rebuild, untilMicros, progress);
    }

    @Override
    public StoreStatus status() {
        return client.status();
    }

    @Override
    public QuarantinePage quarantine(String source, int size, String token) {
        return client.quarantine(source, size, token);
    }

    @Override
    public void close() {
        client.close();
    }
}
