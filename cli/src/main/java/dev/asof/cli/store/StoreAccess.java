package dev.asof.cli.store;

import dev.asof.cli.client.ServerAddress;
import dev.asof.cli.context.Context;
import dev.asof.cli.registry.RepositoryDefinitions;
import dev.asof.online.LoadSummary;
import dev.asof.online.OnlineStore;
import dev.asof.online.OnlineStoreOptions;
import dev.asof.online.QuarantinePage;
import dev.asof.online.StoreStatus;
import dev.asof.online.backup.BackupReport;
import dev.asof.online.ingest.ReplayReport;
import dev.asof.online.inspect.EntityReport;
import dev.asof.online.load.LoadListener;
import dev.asof.online.load.LoadRequest;
import dev.asof.registry.erasure.ErasureReceipt;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.quarantine.QuarantineFilter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
                return new RunningStore(ServerOption.connect(context, owner.get()));
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

    /**
     * Who answers, and what the store holds.
     *
     * @param server that runs on the store; empty if none does
     */
    record Standing(Optional<RunningServer> server, StoreStatus store) {}

    /** Brings the store up to date from the sources' files. */
    LoadSummary load(LoadRequest request, LoadListener listener);

    Standing standing();

    /** See {@link OnlineStore#quarantined}. */
    QuarantinePage quarantined(QuarantineFilter filter, String pageToken, int limit);

    /** See {@link OnlineStore#replay}. */
    List<ReplayReport> replay(QuarantineFilter filter);

    /** See {@link OnlineStore#backup}. */
    BackupReport backup(Path folder);

    /** See {@link OnlineStore#show}. */
    List<EntityReport> show(Map<String, String> keys, int newest);

    /** See {@link OnlineStore#erase}. */
    ErasureReceipt erase(Optional<String> kind, Map<String, String> keys);

    /** See {@link OnlineStore#previewErasure}. */
    ErasureReceipt previewErasure(Optional<String> kind, Map<String, String> keys);

    /** See {@link OnlineStore#compact}. */
    void compact();

    @Override
    void close();
}
