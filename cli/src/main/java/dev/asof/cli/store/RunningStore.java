package dev.asof.cli.store;

import dev.asof.cli.client.AsofClient;
import dev.asof.online.LoadSummary;
import dev.asof.online.QuarantinePage;
import dev.asof.online.backup.BackupReport;
import dev.asof.online.ingest.ReplayReport;
import dev.asof.online.inspect.EntityReport;
import dev.asof.online.load.LoadListener;
import dev.asof.online.load.LoadRequest;
import dev.asof.online.wire.ServerStatus;
import dev.asof.registry.erasure.ErasureReceipt;
import dev.asof.registry.quarantine.QuarantineFilter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A store through its server. */
record RunningStore(AsofClient client) implements StoreAccess {

    @Override
    public LoadSummary load(LoadRequest request, LoadListener listener) {
        return client.load(request, listener);
    }

    @Override
    public Standing standing() {
        ServerStatus status = client.status();
        return new Standing(Optional.of(RunningServer.of(client.server(), status)), status.store());
    }

    @Override
    public QuarantinePage quarantined(QuarantineFilter filter, String pageToken, int limit) {
        return client.quarantined(filter, pageToken, limit);
    }

    @Override
    public List<ReplayReport> replay(QuarantineFilter filter) {
        return client.replay(filter);
    }

    @Override
    public BackupReport backup(Path folder) {
        return client.backup(folder);
    }

    @Override
    public List<EntityReport> show(Map<String, String> keys, int newest) {
        return client.show(keys, newest);
    }

    @Override
    public ErasureReceipt erase(Optional<String> kind, Map<String, String> keys) {
        return client.erase(kind, keys);
    }

    @Override
    public ErasureReceipt previewErasure(Optional<String> kind, Map<String, String> keys) {
        return client.previewErasure(kind, keys);
    }

    @Override
    public void compact() {
        client.compact();
    }

    @Override
    public void close() {
        client.close();
    }
}
