package dev.asof.it.life;

import dev.asof.it.generate.Dice;
import dev.asof.it.repository.ParquetSourceFiles;
import dev.asof.online.OnlineStore;
import dev.asof.online.OnlineStoreOptions;
import dev.asof.online.OnlineStoreWiring;
import dev.asof.online.backup.Backup;
import dev.asof.online.ingest.IngestDurability;
import dev.asof.online.ingest.IngestLimits;
import dev.asof.online.lookup.LookupLimits;
import dev.asof.online.state.database.BlockOptions;
import dev.asof.online.state.database.BulkOptions;
import dev.asof.online.state.database.StateOptions;
import dev.asof.registry.catalog.RegistryDelta;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.catalog.RegistryStore;
import dev.asof.registry.compute.program.TreeShape;
import dev.asof.registry.definition.DefinitionReader;
import dev.asof.registry.definition.SourceSchemaReader;
import dev.asof.registry.repository.FeatureRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A store that dies in the middle of what it does, and goes on over what its disk had then. Its blocks are of few events. One thread's. */
final class MortalStore implements AutoCloseable {
    private static final OnlineStoreOptions OPTIONS = new OnlineStoreOptions(
            StateOptions.SMALL
                    .withBlocks(new BlockOptions(4, 3, new TreeShape(3, 2, 2)))
                    .withBulk(new BulkOptions(5, 500, 300)),
            new LookupLimits(10_000, 1_000),
            16L << 20,
            new IngestLimits(10_000, 64, 20_000, Duration.ofSeconds(10)),
            new IngestDurability.None(),
            Duration.ofHours(1),
            7);

    private final Path folder;
    private final Dice dice;
    private final DyingDisk disk = new DyingDisk();
    private final AtomicLong clock = new AtomicLong(SaleRows.NOON);
    private FeatureRepository repository;
    private volatile RegistrySnapshot registry = RegistrySnapshot.EMPTY;
    private OnlineStore store;
    private int folders;
    private int kills;

    /** @param definitions those that it has at first */
    MortalStore(Path folder, Dice dice, String definitions) {
        this.folder = folder;
        this.dice = dice;
        this.repository = new FeatureRepository(nextFolder());
        apply(definitions);
        this.store = open();
    }

    /** The store, until it dies. */
    OnlineStore store() {
        return store;
    }

    FeatureRepository repository() {
        return repository;
    }

    RegistrySnapshot registry() {
        return registry;
    }

    /** How often it died. */
    int kills() {
        return kills;
    }

    private OnlineStore open() {
        MortalFiles files = new MortalFiles(new ParquetSourceFiles(repository), disk, clock);
        return OnlineStore.open(new OnlineStoreWiring(repository, () -> registry, files, files, files), OPTIONS);
    }

    /** A folder that is there and empty. */
    private Path nextFolder() {
        return DataFiles.created(folder.resolve("repository-" + ++folders));
    }

    private static Path workingFolderIn(Path root) {
        return new FeatureRepository(root).workingFolder();
    }

    /** Lets the clock go on, or back. */
    void moveClock() {
        clock.addAndGet(dice.one(0L, 1L, 1_000_000L, -5_000_000L, 7_200_000_000L));
    }

    /** Does something that can be repeated. Where the process died in the middle of it, it is done again. */
    void tell(Consumer<OnlineStore> action) {
        mayDie(() -> action.accept(store));
    }

    private void mayDie(Runnable action) {
        if (dice.chance(35)) {
            disk.dieAfter(dice.one(1, 2, 3, 5, 8, 13, 21), repository.workingFolder(), workingFolderIn(nextFolder()));
        }
        action.run();
        Optional<Path> grave = disk.grave();
        if (grave.isPresent()) {
            rise(grave.get());
            action.run();
        }
    }

    private void rise(Path workingFolder) {
        kills++;
        store.close();
        repository = new FeatureRepository(workingFolder.getParent());
        store = open();
    }

    void restart() {
        mayDie(() -> {
            store.close();
            store = open();
        });
    }

    /** Dies while nothing is done. */
    void die() {
        disk.dieAfter(1, repository.workingFolder(), workingFolderIn(nextFolder()));
        disk.pass();
        rise(disk.grave().orElseThrow());
    }

    /** Applies definitions beside those that are registered. */
    void apply(String definitions) {
        try {
            Files.writeString(repository.root().resolve("shop.yaml"), definitions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        RegistryStore kept = RegistryStore.of(repository.root());
        RegistryDelta delta = RegistryDelta.between(
                kept.load(),
                new DefinitionReader(SourceSchemaReader.NO_FILES)
                        .check(repository.root(), registry)
                        .definitions());
        registry = kept.apply(delta, Instant.EPOCH, Optional.empty());
    }

    /** A new backup. */
    Path backup() {
        List<Path> made = new ArrayList<>();
        tell(each -> {
            Path target = folder.resolve("backup-" + ++folders);
            each.backup(target);
            made.add(target);
        });
        return made.getLast();
    }

    /** Goes back to a backup, as the documentation says. */
    void restore(Path backup) {
        store.close();
        Path erasure = repository.erasureFolder();
        repository = new FeatureRepository(nextFolder());
        if (Files.exists(erasure)) {
            DyingDisk.copy(erasure, repository.erasureFolder());
        }
        new Backup(backup).restore(repository);
        registry = RegistryStore.of(repository.root()).load();
        store = open();
        restart();
    }

    @Override
    public void close() {
        store.close();
    }
}
