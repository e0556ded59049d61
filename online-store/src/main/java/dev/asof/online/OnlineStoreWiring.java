package dev.asof.online;

import dev.asof.online.archive.ArchiveWriter;
import dev.asof.online.load.SourceFiles;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.repository.FeatureRepository;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What an online store works with.
 *
 * @param repository where the store, the archive and the quarantine lie
 * @param registry reads what is applied now; thread-safe
 * @param files reads the sources' files and the archive
 * @param archive writes the archive
 * @param wallClock stamps events, and is "now" where a question says no time
 */
public record OnlineStoreWiring(
        FeatureRepository repository,
        Supplier<RegistrySnapshot> registry,
        SourceFiles files,
        ArchiveWriter archive,
        InstantSource wallClock) {}
