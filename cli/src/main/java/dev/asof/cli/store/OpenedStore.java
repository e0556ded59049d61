package dev.asof.cli.store;

import dev.asof.online.LoadSummary;
import dev.asof.online.OnlineStore;
import dev.asof.online.QuarantinePage;
import dev.asof.online.backup.BackupReport;
import dev.asof.online.ingest.ReplayReport;
import dev.asof.online.inspect.EntityReport;
import dev.asof.online.load.LoadListener;
import dev.asof.online.load.LoadRequest;
import dev.asof.registry.erasure.ErasureReceipt;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.quarantine.QuarantineFilter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A store that this process has open. */
record OpenedStore(OnlineStore store) implements StoreAccess {

    @Override
    public LoadSummary load(LoadRequest request, LoadListener listener) {
        return new LoadSummary(store.load(request, listener), store.views(request.sources()));
    }

    /** As it will be left: what a server that was killed had accepted is archived first. */
    @Override
    public Standing standing() {
        try {
            store.archiveAll();
        } catch (AsofException later) {
            // Closing tries once more, and says what keeps it.
        }
        return new Standing(Optional.empty(), store.status());
    }

    @Override
    public QuarantinePage quarantined(QuarantineFilter filter, String pageToken, int limit) {
        return store.quarantined(filter, pageToken, limit);
    }

    @Override
    public List<ReplayReport> replay(QuarantineFilter filter) {
        return store.replay(filter);
    }

    @Override
    public BackupReport backup(Path folder) {
        return store.backup(folder);
    }

    @Override
    public List<EntityReport> show(Map<String, String> keys, int newest) {
        return store.show(keys, newest);
    }

    @Override
    public ErasureReceipt erase(Optional<String> kind, Map<String, String> keys) {
        return store.erase(kind, keys);
    }

    @Override
    public ErasureReceipt previewErasure(Optional<String> kind, Map<String, String> keys) {
        return store.previewErasure(kind, keys);
    }

    @Override
    public void compact() {
        store.compact();
    }

    @Override
    public void close() {
        store.close();
    }
}
