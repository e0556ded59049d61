package dev.asof.benchmark.ingest;

import dev.asof.it.repository.ParquetSourceFiles;
import dev.asof.offline.archive.EventArchiveWriter;
import dev.asof.online.OnlineStore;
import dev.asof.online.OnlineStoreOptions;
import dev.asof.online.OnlineStoreWiring;
import dev.asof.online.ingest.IngestDurability;
import dev.asof.online.server.OnlineServer;
import dev.asof.online.server.ServerOptions;
import dev.asof.registry.catalog.RegistryStore;
import dev.asof.registry.repository.FeatureRepository;
import java.nio.file.Path;
import java.time.InstantSource;

/** A server in this process. */
record IngestServer(OnlineServer server) implements AutoCloseable {
    static IngestServer start(Path folder, IngestDurability durability) {
        FeatureRepository repository = new FeatureRepository(folder);
        OnlineStoreWiring wiring = new OnlineStoreWiring(
                repository,
                RegistryStore.of(folder)::load,
                new ParquetSourceFiles(repository),
                new EventArchiveWriter()::write,
                InstantSource.system());
        OnlineServer server = OnlineServer.start(
                OnlineStore.open(wiring, OnlineStoreOptions.DEFAULT.with(durability)),
                ServerOptions.onLoopback(0, "benchmark"),
                InstantSource.system());
        return new IngestServer(server);
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
    }
}
