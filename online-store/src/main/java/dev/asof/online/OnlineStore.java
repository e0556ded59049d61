package dev.asof.online;

import dev.asof.online.archive.ArchiveRoller;
import dev.asof.online.archive.ArchivedEvents;
import dev.asof.online.archive.QuarantineRoller;
import dev.asof.online.backup.BackupReport;
import dev.asof.online.backup.StoreBackup;
import dev.asof.online.erase.ArchiveErasure;
import dev.asof.online.erase.EntityEraser;
import dev.asof.online.ingest.EventIngestor;
import dev.asof.online.ingest.IngestBatch;
import dev.asof.online.ingest.IngestResult;
import dev.asof.online.ingest.QuarantineReplay;
import dev.asof.online.ingest.ReplayReport;
import dev.asof.online.inspect.EntityInspector;
import dev.asof.online.inspect.EntityReport;
import dev.asof.online.live.LiveDefinitions;
import dev.asof.online.live.LiveSource;
import dev.asof.online.load.LoadLedgerExport;
import dev.asof.online.load.LoadListener;
import dev.asof.online.load.LoadReport;
import dev.asof.online.load.LoadRequest;
import dev.asof.online.load.SourceLoader;
import dev.asof.online.lookup.FeatureLookup;
import dev.asof.online.lookup.LookupAnswer;
import dev.asof.online.lookup.LookupRequest;
import dev.asof.online.lookup.MadeUpRequests;
import dev.asof.online.lookup.ResolvedSelection;
import dev.asof.online.lookup.Selection;
import dev.asof.online.lookup.ViewCounts;
import dev.asof.online.state.StateStore;
import dev.asof.online.state.database.StorageEngine;
import dev.asof.online.state.database.StorageFigures;
import dev.asof.online.state.database.StoreOwner;
import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.erasure.ErasureFolder;
import dev.asof.registry.erasure.ErasureReceipt;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.quarantine.QuarantineFilter;
import dev.asof.registry.quarantine.QuarantineFolder;
import dev.asof.registry.quarantine.QuarantinedRow;
import dev.asof.registry.repository.FeatureRepository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The online store of a feature repository, open in this process. Everything that a server does it does through this; the
 * command line uses it directly where no server runs. Thread-safe.
 */
public final class OnlineStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OnlineStore.class);

    /** How long what was applied may go unnoticed where nobody asks for it. */
    private static final Duration DEFINITIONS_EVERY = Duration.ofSeconds(1);

    /** How long the store is out of use where its storage engine could not be opened anew, once it can. */
    private static final Duration RESUMED_EVERY = Duration.ofSeconds(1);

    /** Sweeping reads the archive. */
    private static final Duration ERASED_EVERY = Duration.ofMinutes(10);

    private final StateStore state;
    private final LiveDefinitions definitions;
    private final EventIngestor ingestor;
    private final FeatureLookup lookup;
    private final SourceLoader loader;
    private final ArchiveRoller archive;
    private final QuarantineRoller quarantineRoller;
    private final QuarantineListing listing;
    private final QuarantineReplay replay;
    private final EntityEraser eraser;
    private final EntityInspector inspector;
    private final StoreBackup backup;
    private final StatusReport status;
    private final List<Schedule> schedules = new ArrayList<>();
    private final Schedule erasure;

    /**
     * Opens the store, or creates it.
     *
     * @throws AsofException STORE_OWNED, UNSUPPORTED_FORMAT_VERSION, CORRUPT_DATA or IO_FAILED
     */
    public static OnlineStore open(OnlineStoreWiring wiring, OnlineStoreOptions options) {
        StateStore state = StateStore.open(wiring.repository().onlineFolder(), options.state(), wiring.wallClock());
        boolean isOpen = false;
        try {
            OnlineStore store = new OnlineStore(state, wiring, options);
            isOpen = true;
            return store;
        } finally {
            if (!isOpen) {
                state.close();
            }
        }
    }

    private OnlineStore(StateStore state, OnlineStoreWiring wiring, OnlineStoreOptions options) {
        this.state = state;
        ErasureFolder erasures = new ErasureFolder(wiring.repository());
        state.erased().passOver(erasures.read());
        LoadLedgerExport ledger = new LoadLedgerExport(state, wiring.repository());
        this.definitions = new LiveDefinitions(wiring.registry(), state, ledger::export);
        this.ingestor =
                new EventIngestor(state, definitions, options.ingest(), options.durability(), wiring.wallClock());
        this.lookup =
                new FeatureLookup(state, definitions, options.lookups(), options.answerBytes(), wiring.wallClock());
        QuarantineFolder quarantine = new QuarantineFolder(wiring.repository().quarantineFolder(), this::namesErased);
        this.archive = new ArchiveRoller(state, wiring.repository(), wiring.archive(), options.eventsPerArchiveFile());
        this.quarantineRoller = new QuarantineRoller(state, quarantine);
        this.loader =
                new SourceLoader(state, definitions, wiring.files(), quarantine, archive, ledger, wiring.wallClock());
        this.listing = new QuarantineListing(definitions, quarantine, quarantineRoller);
        this.replay = new QuarantineReplay(state, definitions, quarantine, quarantineRoller);
        this.eraser = new EntityEraser(
                state,
                definitions,
                loader,
                archive,
                quarantineRoller,
                quarantine,
                new ArchiveErasure(state, wiring.files(), wiring.archive()),
                erasures,
                wiring.wallClock());
        eraser.finish();
        this.inspector = new EntityInspector(state, definitions, wiring.wallClock());
        this.backup = new StoreBackup(wiring.repository(), state, archive, quarantineRoller);
        this.status = new StatusReport(state, loader, lookup);
        schedules.add(Schedule.start("definitions", DEFINITIONS_EVERY, definitions::refresh));
        schedules.add(Schedule.start("storage", RESUMED_EVERY, state::resume));
        schedules.add(Schedule.start("archive", options.archiveEvery(), this::archiveAll));
        this.erasure = Schedule.start("erasure", ERASED_EVERY, this::finishErasure);
        options.durability().syncEvery().ifPresent(every -> schedules.add(Schedule.start("sync", every, state::sync)));
    }

    /**
     * Who says that it has the store of a repository open. The process may be gone without having said so; opening the
     * store tells for sure.
     */
    public static Optional<StoreOwner> owner(FeatureRepository repository) {
        return StoreOwner.of(repository.onlineFolder());
    }

    /** See {@link StorageEngine#load}. */
    public static void loadLibrary() {
        StorageEngine.load();
    }

    /** See {@link StorageEngine#mergeBehindAllElse}. */
    public static void mergeBehindAllElse() {
        StorageEngine.mergeBehindAllElse();
    }

    /** Tells other processes where this one answers, as {@code host:port}. */
    public void announce(String hostAndPort) {
        state.announce(hostAndPort);
    }

    /** The size of the files that the state is stored in, in bytes. */
    public long fileBytes() {
        return state.fileBytes();
    }

    /** What the storage engine tells of itself. */
    public StorageFigures storageFigures() {
        return state.figures();
    }

    /** See {@link StateStore#isOpen}. */
    public boolean isOpen() {
        return state.isOpen();
    }

    /** Whether the last change could be written; where not, questions are answered from what is there. */
    public boolean isWritable() {
        return state.isWritable();
    }

    /** What was answered since the store was opened, by view. */
    public Map<VersionedName, ViewCounts> answered() {
        return lookup.answered();
    }

    /** Requests that nobody made, to the services that are ready; see {@link FeatureLookup#madeUp}. */
    public MadeUpRequests madeUpRequests(BooleanSupplier isEnough) {
        List<VersionedName> services = status().services().stream()
                .filter(service -> service.readiness() == StoreStatus.Readiness.READY)
                .map(StoreStatus.ServiceStatus::service)
                .toList();
        return lookup.madeUp(services, isEnough);
    }

    /** Counts anew what is {@linkplain #answered answered}. */
    public void forgetAnswered() {
        lookup.forgetAnswered();
    }

    /** See {@link FeatureLookup#answer}. */
    public LookupAnswer lookup(LookupRequest request) {
        return lookup.answer(request);
    }

    /** See {@link FeatureLookup#resolve}. */
    public ResolvedSelection resolve(Selection selection) {
        return lookup.resolve(selection);
    }

    /** See {@link EventIngestor#ingest}. */
    public IngestResult ingest(IngestBatch batch) {
        return ingestor.ingest(batch);
    }

    /** See {@link SourceLoader#load}. */
    public LoadReport load(LoadRequest request, LoadListener listener) {
        return loader.load(request, listener);
    }

    /**
     * What a source's events look like.
     *
     * @param producer a producer whose last sequence is asked for too; empty for none
     * @throws AsofException UNKNOWN_NAME or NOT_APPLIED
     */
    public SourceDescription describe(String source, String producer) {
        LiveSource live = definitions.find(catalog -> catalog.requireSource(source));
        Set<String> keys = new HashSet<>();
        live.views().forEach(view -> keys.addAll(view.program().keyColumns()));
        long lastSequence = producer.isEmpty() ? 0 : state.lastSequence(live.id(), producer);
        return new SourceDescription(live.definition(), keys, lastSequence);
    }

    /** What the store holds of what is applied now. */
    public StoreStatus status() {
        return status.of(definitions.refresh());
    }

    /** The versions of views that use these sources. */
    public List<StoreStatus.ViewStatus> views(List<String> sources) {
        return definitions.find(catalog -> catalog.requireSources(sources)).stream()
                .flatMap(source -> source.views().stream())
                .map(status::of)
                .distinct()
                .toList();
    }

    /**
     * Writes all events that were accepted before this call to the archive.
     *
     * @param sources names of sources; empty for all
     * @throws AsofException UNKNOWN_NAME, NOT_APPLIED or IO_FAILED
     */
    public List<ArchivedEvents> flushArchive(List<String> sources) {
        return definitions.find(catalog -> catalog.requireSources(sources)).stream()
                .map(this::flush)
                .toList();
    }

    private ArchivedEvents flush(LiveSource source) {
        ArchivedEvents archived = archive.flush(source);
        quarantineRoller.flush(source);
        return archived;
    }

    /** See {@link QuarantineListing#page}. */
    public QuarantinePage quarantined(QuarantineFilter filter, String pageToken, int limit) {
        return listing.page(filter, pageToken, limit);
    }

    /** See {@link QuarantineReplay#replay}. */
    public List<ReplayReport> replay(QuarantineFilter filter) {
        return replay.replay(filter);
    }

    private boolean namesErased(QuarantinedRow row) {
        return definitions.current().sources().stream()
                .filter(source -> source.name().equals(row.source()))
                .anyMatch(source -> source.erasure().names(row));
    }

    /** See {@link EntityInspector#show}. */
    public List<EntityReport> show(Map<String, String> keys, int newest) {
        return inspector.show(keys, newest);
    }

    /** See {@link EntityEraser#erase}. */
    public ErasureReceipt erase(Optional<String> kind, Map<String, String> keys) {
        return eraser.erase(kind, keys);
    }

    /** See {@link EntityEraser#isUnfinished}. */
    public boolean isErasureUnfinished() {
        return eraser.isUnfinished();
    }

    /** See {@link EntityEraser#preview}. */
    public ErasureReceipt previewErasure(Optional<String> kind, Map<String, String> keys) {
        return eraser.preview(kind, keys);
    }

    /** See {@link StoreBackup#create}. */
    public BackupReport backup(Path folder) {
        return backup.create(folder);
    }

    /** Rewrites all that is stored, so that what was deleted or replaced takes no room; the store is used meanwhile. */
    public void compact() {
        state.compact();
    }

    private void finishErasure() {
        if (eraser.isUnfinished()) {
            eraser.finish();
        }
    }

    /**
     * Archives what is accepted, each source by itself: one that cannot be archived keeps no other one waiting.
     *
     * @throws AsofException of a source that cannot be archived now
     */
    public void archiveAll() {
        Optional<AsofException> failure = Optional.empty();
        for (LiveSource source : definitions.current().sources()) {
            try {
                flush(source);
            } catch (AsofException e) {
                failure = Optional.of(e);
            }
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    /** Archives what is accepted, and closes. What cannot be archived now stays in the store, and is archived later. */
    @Override
    public void close() {
        erasure.interrupt();
        schedules.forEach(Schedule::close);
        try {
            archiveAll();
        } catch (AsofException e) {
            LOG.warn("Not all accepted events are archived yet: {}", e.getMessage());
        } finally {
            state.close();
        }
    }
}
