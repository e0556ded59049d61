package dev.asof.online.erase;

import dev.asof.online.archive.ArchiveRoller;
import dev.asof.online.archive.QuarantineRoller;
import dev.asof.online.live.LiveDefinitions;
import dev.asof.online.live.LiveSource;
import dev.asof.online.live.RowErasure;
import dev.asof.online.load.SourceLoader;
import dev.asof.online.state.StateStore;
import dev.asof.registry.erasure.ErasureFolder;
import dev.asof.registry.erasure.ErasureReceipt;
import dev.asof.registry.erasure.Tombstones;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.quarantine.QuarantineFolder;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases entities: from the state, the archive and the quarantine, so that no file has anything of them any more. Thread-safe; one at a
 * time, and no load meanwhile.
 *
 * <p>First a tombstone is kept, as unfinished: from then on nothing is stored of the entity, by whatever way it comes. Then all that
 * is there goes, each step of which can be repeated, and the receipt says what goes before it does. Last the tombstone is noted as
 * done. Of an erasure that was killed, or that failed on some file, the next one does the rest, or opening the store.
 */
public final class EntityEraser {
    private static final Logger LOG = LoggerFactory.getLogger(EntityEraser.class);

    private final StateStore state;
    private final LiveDefinitions definitions;
    private final SourceLoader loader;
    private final ArchiveRoller archiveRoller;
    private final QuarantineRoller quarantineRoller;
    private final QuarantineFolder quarantine;
    private final ArchiveErasure archive;
    private final ErasureFolder folder;
    private final StrayHashes strays;
    private final InstantSource wallClock;
    private volatile boolean isUnfinished;

    public EntityEraser(
            StateStore state,
            LiveDefinitions definitions,
            SourceLoader loader,
            ArchiveRoller archiveRoller,
            QuarantineRoller quarantineRoller,
            QuarantineFolder quarantine,
            ArchiveErasure archive,
            ErasureFolder folder,
            InstantSource wallClock) {
        this.state = state;
        this.definitions = definitions;
        this.loader = loader;
        this.archiveRoller = archiveRoller;
        this.quarantineRoller = quarantineRoller;
        this.quarantine = quarantine;
        this.archive = archive;
        this.folder = folder;
        this.strays = new StrayHashes(state, quarantineRoller, archiveRoller, archive);
        this.wallClock = wallClock;
    }

    /**
     * Erases the entity with these keys.
     *
     * @param kind the name of its kind; needed where entities of several kinds may have these keys
     * @param keys the text of each key by name
     * @return what was erased from where; it is kept as well
     * @throws AsofException INVALID_ARGUMENT if no entity has such keys, or those of several kinds may; IO_FAILED if something may be left in
     *     files, and the next erasure or opening of the store does the rest
     */
    public ErasureReceipt erase(Optional<String> kind, Map<String, String> keys) {
        return loader.whileNobodyLoads(() -> eraseNow(kind, keys));
    }

    private ErasureReceipt eraseNow(Optional<String> kind, Map<String, String> keys) {
        state.resume();
        List<NamedEntities.NamedEntity> entities = NamedEntities.ofOneKind(kind, keys, definitions.refresh());
        finishNow();
        Tombstones known = folder.readOrBegin();
        Tombstones tombstones = begun(known, entities);
        folder.write(tombstones);
        Attempts attempts = new Attempts();
        Supplier<List<byte[]>> find = known.unfinished().isEmpty()
                ? () -> stored(entities, tombstones)
                : () -> storedOfUnfinished(tombstones);
        ErasureReceipt receipt = sweep(tombstones, kindsOfMore(keys), find, attempts);
        Optional<AsofException> failure = attempts.failure();
        if (failure.isPresent()) {
            throw failure.get();
        }
        return receipt;
    }

    private List<String> kindsOfMore(Map<String, String> keys) {
        return NamedEntities.kindsOfMoreKeys(keys.keySet(), definitions.current());
    }

    private Tombstones begun(Tombstones known, List<NamedEntities.NamedEntity> entities) {
        Tombstones tombstones = known;
        for (NamedEntities.NamedEntity entity : entities) {
            tombstones = tombstones.begun(
                    entity.name(),
                    entity.keys(),
                    entity.encodedKey(),
                    definitions.current().zonesOf(entity.name()));
        }
        return tombstones;
    }

    /** The keys of what is stored of entities, also where their keys have types that nobody could write them in. */
    private List<byte[]> stored(List<NamedEntities.NamedEntity> entities, Tombstones tombstones) {
        if (NamedEntities.haveOtherTypes(entities, definitions.current())) {
            return storedOfUnfinished(tombstones);
        }
        return entities.stream()
                .flatMap(entity -> state.keyOf(entity.name(), entity.keys(), entity.encodedKey()).stream())
                .toList();
    }

    private List<byte[]> storedOfUnfinished(Tombstones tombstones) {
        return state.erased().storedOf(tombstones.only(tombstones.unfinished()));
    }

    /**
     * What would be erased of the entity with these keys now. Nothing is; what waits for the archive or the quarantine is written there, to
     * be counted.
     *
     * @param kind as in {@link #erase}
     * @return without tombstones and an end
     * @throws AsofException INVALID_ARGUMENT as in {@link #erase}
     */
    public ErasureReceipt preview(Optional<String> kind, Map<String, String> keys) {
        return loader.whileNobodyLoads(() -> {
            List<NamedEntities.NamedEntity> entities = NamedEntities.ofOneKind(kind, keys, definitions.refresh());
            Tombstones tombstones = begun(folder.read().finished(), entities);
            ErasureReceipt found = ErasureReceipt.begun(List.of(), nowMicros()).withLeftKinds(kindsOfMore(keys));
            for (byte[] key : stored(entities, tombstones)) {
                found = found.with(state.erased().storedUnder(key));
            }
            return inFiles(tombstones, found);
        });
    }

    private ErasureReceipt inFiles(Tombstones tombstones, ErasureReceipt inState) {
        ErasureReceipt found = inState;
        for (LiveSource source : definitions.current().sources()) {
            quarantineRoller.flush(source);
            archiveRoller.flush(source);
            RowErasure erasure = source.erasureOf(tombstones);
            found = found.withQuarantined(quarantine.count(source.name(), erasure::names));
            for (ErasureReceipt.ArchiveFile file : archive.find(source, erasure)) {
                found = found.with(file);
            }
        }
        return found;
    }

    /**
     * Does the rest of an erasure that was not finished, or that has to be done again on what a backup brought back. Where something stays
     * nevertheless, that is logged, no lookup is answered from it, and the next call tries again.
     */
    public void finish() {
        loader.whileNobodyLoads(() -> {
            try {
                finishNow();
            } catch (AsofException e) {
                LOG.warn("Cannot finish an erasure yet; no lookup is answered from what is left: {}", e.getMessage());
            }
            return folder;
        });
    }

    /** Whether something may be left of erased entities, in the store or in files. */
    public boolean isUnfinished() {
        return isUnfinished;
    }

    private void finishNow() {
        Tombstones tombstones = folder.read();
        isUnfinished = !tombstones.unfinished().isEmpty();
        if (isUnfinished) {
            Attempts attempts = new Attempts();
            sweep(tombstones, List.of(), () -> storedOfUnfinished(tombstones), attempts);
            attempts.failure().ifPresent(failure -> LOG.warn("{}", failure.getMessage()));
        }
    }

    /** First what lookups are answered from, then the files, each of which may fail by itself. Nothing waits for a receipt. */
    private ErasureReceipt sweep(
            Tombstones tombstones, List<String> leftKinds, Supplier<List<byte[]>> find, Attempts attempts) {
        isUnfinished = true;
        ErasureReceipt begun =
                begunReceipt(attempts).withTombstones(tombstones.unfinished()).withLeftKinds(leftKinds);
        KeptReceipt receipt = new KeptReceipt(begun, folder.receipts(), attempts);
        // Rows that wait for the quarantine are told from others once they are there.
        definitions
                .current()
                .sources()
                .forEach(source -> attempts.run(source.name(), () -> quarantineRoller.flush(source)));
        definitions.takeErased(tombstones);
        attempts.run("the online store", () -> sweepState(tombstones, find, receipt));
        for (LiveSource source : definitions.current().sources()) {
            attempts.run(source.name(), () -> sweepArchive(source, receipt, attempts));
            attempts.run(source.name(), () -> sweepQuarantine(source, receipt, attempts));
        }
        attempts.run("the online store", state.erased()::purge);
        if (attempts.failure().isEmpty()) {
            receipt.note(known -> known.finished(nowMicros()));
        }
        if (attempts.failure().isEmpty()) {
            attempts.run("the tombstones", () -> folder.write(tombstones.finished()));
        }
        isUnfinished = attempts.failure().isPresent();
        return receipt.now();
    }

    private void sweepState(Tombstones tombstones, Supplier<List<byte[]>> find, KeptReceipt receipt) {
        for (byte[] key : find.get().stream().sorted(Arrays::compareUnsigned).toList()) {
            receipt.noteWhile(
                    tombstones.known(key),
                    known -> known.with(state.erased().storedUnder(key)),
                    () -> state.erased().remove(key));
        }
        state.erased().hideNothing();
    }

    /** That of the erasure that was broken off. What it says of it is lost where it cannot be read: what was erased is not. */
    private ErasureReceipt begunReceipt(Attempts attempts) {
        try {
            return folder.receipts().unfinished().orElseGet(() -> ErasureReceipt.begun(List.of(), nowMicros()));
        } catch (AsofException damaged) {
            LOG.warn(
                    "{} It is set aside, as .damaged. The erasure goes on with a new receipt, which does not say what went before.",
                    damaged.getMessage());
            attempts.run("the receipt", folder.receipts()::setUnfinishedAside);
            return ErasureReceipt.begun(List.of(), nowMicros());
        }
    }

    private void sweepArchive(LiveSource source, KeptReceipt receipt, Attempts attempts) {
        attempts.run(source.name(), () -> archiveRoller.flush(source));
        archiveRoller.standStill(
                () -> archive.erase(source, file -> receipt.note(known -> known.with(file)), attempts));
    }

    /** A replay may have put rows back to wait since they were moved; none does meanwhile. */
    private void sweepQuarantine(LiveSource source, KeptReceipt receipt, Attempts attempts) {
        quarantineRoller.removeErased(
                source,
                (file, rows, removing) -> receipt.noteWhile(
                        source.name() + "/" + file.getFileName(),
                        known -> known.withQuarantined(rows.size()),
                        removing),
                attempts::run);
        attempts.run(source.name(), () -> strays.forget(source));
    }

    private long nowMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, wallClock.instant());
    }
}
