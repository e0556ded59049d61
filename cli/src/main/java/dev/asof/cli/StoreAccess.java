package dev.asof.cli;

import dev.asof.cli.client.AsofClient;
import dev.asof.cli.client.LoadProgress;
import dev.asof.cli.client.LoadSummary;
import dev.asof.cli.client.QuarantinePage;
import dev.asof.cli.client.ServerAddress;
import dev.asof.cli.client.StoreStatus;
import dev.asof.online.OnlineStore;
import dev.asof.online.OnlineStoreOptions;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** An online store, through the server that runs on it, or opened by this process where none does. */
sealed interface StoreAccess extends AutoCloseable permits RunningStore, OpenedStore {

    /**
     * The server that is named; otherwise the store itself if nobody has it open, or else the server that has.
     *
     * @throws AsofException STORE_OWNED if a process has it open that answers nobody
     */
    static StoreAccess open(Context context, ServerOption option) {
        if (option.isNamed(context)) {
            return new RunningStore(option.connect(context));
        }
        requireApplied(context);
        try {
            return new OpenedStore(OnlineStore.open(Wiring.of(context), OnlineStoreOptions.DEFAULT));
        } catch (AsofException e) {
            Optional<ServerAddress> owner = option.find(context);
            if (e.code() == ErrorCode.STORE_OWNED && owner.isPresent()) {
                return new RunningStore(AsofClient.to(owner.get()));
            }
            throw e;
        }
    }

    private static void requireApplied(Context context) {
        if (new RepositoryDefinitions(context.repository()).registered().applyNumber() == 0) {
            throw new AsofException(
                    ErrorCode.NOT_APPLIED,
                    "Cannot open the online store of " + context.repository().root()
                            + ": nothing is registered there yet. Run 'asof apply' first.");
        }
    }

    /** The server that runs on the store, if one does. */
    Optional<ServerAddress> runningServer();

    /**
     * Brings the store up to date from the sources' files.
     *
     * @param rebuild the sources to load from scratch; empty for all, where the last load ended
     */
    LoadSummary load(List<String> rebuild, OptionalLong untilMicros, Consumer<LoadProgress> progress);

    StoreStatus status();

    /**
     * A page of quarantined rows.
     *
     * @param source empty for all
     * @param token empty for the first page
     */
    QuarantinePage quarantine(String source, int size, String token);

    @Override
    void close();
}
