package dev.asof.it.process;

import dev.asof.it.repository.ParquetSourceFiles;
import dev.asof.offline.archive.EventArchiveWriter;
import dev.asof.online.OnlineStore;
import dev.asof.online.OnlineStoreOptions;
import dev.asof.online.OnlineStoreWiring;
import dev.asof.online.server.OnlineServer;
import dev.asof.online.server.ServerOptions;
import dev.asof.online.state.database.BlockOptions;
import dev.asof.online.state.database.BulkOptions;
import dev.asof.online.state.database.StateOptions;
import dev.asof.registry.catalog.RegistryStore;
import dev.asof.registry.compute.program.TreeShape;
import dev.asof.registry.repository.FeatureRepository;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * A server as {@code asof serve} runs it, whose store moves few events into blocks and loads few in bulk, in many runs: so a kill
 * meets small data in all that large data would go through.
 */
final class SmallServer {
    private static final StateOptions SMALL = StateOptions.DEFAULT
            .withBlocks(new BlockOptions(4, 3, new TreeShape(3, 2, 2)))
            .withBulk(new BulkOptions(5, 500, 300));

    private SmallServer() {}

    /** Takes the folder of a repository, and serves until it is ended. */
    public static void main(String[] arguments) throws InterruptedException {
        FeatureRepository repository = new FeatureRepository(Path.of(arguments[0]));
        OnlineStoreWiring wiring = new OnlineStoreWiring(
                repository,
                RegistryStore.of(repository.root())::load,
                new ParquetSourceFiles(repository),
                new EventArchiveWriter()::write,
                InstantSource.system());
        OnlineStore store = OnlineStore.open(wiring, OnlineStoreOptions.DEFAULT.with(SMALL));
        try (OnlineServer server =
                OnlineServer.start(store, ServerOptions.onLoopback(0, "of tests"), InstantSource.system())) {
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            System.out.println("Serving at " + server.address() + " (process "
                    + ProcessHandle.current().pid() + ").");
            server.awaitStop();
        }
    }
}
