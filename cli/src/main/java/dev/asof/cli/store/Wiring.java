package dev.asof.cli.store;

import dev.asof.cli.context.Context;
import dev.asof.cli.registry.RepositoryDefinitions;
import dev.asof.offline.archive.EventArchiveWriter;
import dev.asof.online.OnlineStoreWiring;
import dev.asof.registry.repository.FeatureRepository;

/** Puts the parts together: the online store reads and writes files through the offline store. */
final class Wiring {
    private Wiring() {}

    static OnlineStoreWiring of(Context context) {
        FeatureRepository repository = context.repository();
        return new OnlineStoreWiring(
                repository,
                new RepositoryDefinitions(repository).watched(),
                new OfflineSourceFiles(repository),
                new EventArchiveWriter()::write,
                context.terminal().clock());
    }
}
