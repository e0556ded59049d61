package dev.asof.online.load;

import dev.asof.online.archive.ArchiveRoller;
import dev.asof.online.live.LiveDefinitions;
import dev.asof.online.live.LiveSource;
import dev.asof.online.live.LiveView;
import dev.asof.online.state.Durability;
import dev.asof.online.state.FileCounts;
import dev.asof.online.state.LoadPass;
import dev.asof.online.state.StateStore;
import dev.asof.online.state.StateWrite;
import dev.asof.online.state.StoredFile;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.quarantine.QuarantineFolder;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Brings the state up to date from files. A file is known by its content: what was loaded of it into a view is not
 * loaded again. The events of a file become visible in a view all at once. A view is loaded once all files of its source
 * and the archive were. Thread-safe; one load at a time.
 */
public final class SourceLoader {
    private final StateStore state;
    private final LiveDefinitions definitions;
    private final SourceFiles files;
    private final QuarantineFolder quarantine;
    private final ArchiveRoller archive;
    private final LoadLedgerExport ledger;
    private final InstantSource wallClock;
    private final SourceRebuild rebuild;
    private volatile Set<Integer> loading = Set.of();

    public SourceLoader(
            StateStore state,
            LiveDefinitions definitions,
            SourceFiles files,
            QuarantineFolder quarantine,
            ArchiveRoller archive,
            LoadLedgerExport ledger,
            InstantSource wallClock) {
        this.state = state;
        this.definitions = definitions;
        this.files = files;
        this.quarantine = quarantine;
        this.archive = archive;
        this.ledger = ledger;
        this.wallClock = wallClock;
        this.rebuild = new SourceRebuild(state, definitions, quarantine);
    }

    /** Whether a view is being loaded now. */
    public boolean isLoading(LiveView view) {
        return loading.contains(view.stored().id());
    }

    /**
     * Loads what the request asks for, with the definitions that are applied now.
     *
     * @throws AsofException CONTRACT_VIOLATION if a file violates the contract of a source that fails then;
     *     FILES_CHANGED if files that were loaded are gone or have changed, and the load does not start anew;
     *     FEEDING_CONFLICT; UNKNOWN_NAME; or what {@link SourceFiles} throws. What was finished before stays.
     */
    public synchronized LoadReport load(LoadRequest request, LoadListener listener) {
        List<SourceWork> listed = definitions.refresh().requireSources(request.sources()).stream()
                .map(source -> new SourceWork(source, files.list(source.definition())))
                .toList();
        listed.forEach(this::requireOneFeeding);
        List<SourceWork> work = switch (request.start()) {
            case WHERE_THE_LAST_ENDED -> unchanged(listed);
            case ANEW -> begunAnew(listed);
        };
        loading = viewsOf(work);
        try {
            Progress progress = new Progress(
                    listener,
                    work.stream().mapToInt(each -> each.files().size()).sum());
            List<LoadReport.SourceLoad> loads = new ArrayList<>();
            for (SourceWork each : work) {
                loads.add(load(each, request.untilMicros().orElse(LoadPass.TO_THE_END), progress));
            }
            return new LoadReport(request.untilMicros(), loads);
        } finally {
            loading = Set.of();
        }
    }

    /** A source and the files that it has. */
    private record SourceWork(LiveSource source, List<SourceFile> files) {}

    /** Counts the files of a whole load. */
    private static final class Progress {
        private final LoadListener listener;
        private final int filesTotal;
        private int filesDone;

        Progress(LoadListener listener, int filesTotal) {
            this.listener = listener;
            this.filesTotal = filesTotal;
        }

        void report(LiveSource source, SourceFile file, long rowsRead) {
            listener.onProgress(
                    new LoadProgress(source.name(), file.path(), rowsRead, file.rows(), filesDone, filesTotal));
        }

        void fileDone(LiveSource source, SourceFile file, long rows) {
            filesDone++;
            listener.onProgress(
                    new LoadProgress(source.name(), file.path(), rows, OptionalLong.of(rows), filesDone, filesTotal));
        }
    }

    private static Set<Integer> viewsOf(List<SourceWork> work) {
        Set<Integer> ids = new HashSet<>();
        work.forEach(each ->
                each.source().views().forEach(view -> ids.add(view.stored().id())));
        return ids;
    }

    private List<SourceWork> unchanged(List<SourceWork> work) {
        work.forEach(each -> ChangedFiles.requireNone(
                each.source(), each.files(), state.files(each.source().id())));
        return work;
    }

    private List<SourceWork> begunAnew(List<SourceWork> work) {
        return work.stream()
                .map(each -> new SourceWork(
                        rebuild.begin(each.source(), each.files())
                                .requireSource(each.source().name()),
                        each.files()))
                .toList();
    }

    private void requireOneFeeding(SourceWork work) {
        LiveSource source = work.source();
        if (!source.hasUniqueKey() && work.files().stream().anyMatch(SourceFile::mayHaveRows)) {
            FeedingRules.requireFedByFiles(source, state.counts(source.id()).accepted());
            FeedingRules.requireNoArchive(source, files);
        }
    }

    private LoadReport.SourceLoad load(SourceWork work, long untilMicros, Progress progress) {
        LiveSource source = work.source();
        List<LoadReport.FileLoad> loads = new ArrayList<>();
        for (SourceFile file : work.files()) {
            LoadReport.FileLoad load = load(source, file, untilMicros, progress);
            progress.fileDone(source, file, load.counts().rows());
            loads.add(load);
        }
        List<LiveView> newViews = source.views().stream()
                .filter(view -> !state.isLoaded(view.stored()))
                .toList();
        long backfilled = newViews.isEmpty() ? 0 : backfill(source, newViews);
        ledger.export(source);
        return new LoadReport.SourceLoad(source.name(), loads, backfilled);
    }

    /** Events that are accepted from now on reach these views directly; all others are in the archive after the flush. */
    private long backfill(LiveSource source, List<LiveView> views) {
        archive.flush(source);
        return new ArchiveBackfill(state, source, views).run(files);
    }

    private LoadReport.FileLoad load(LiveSource source, SourceFile file, long untilMicros, Progress progress) {
        Optional<StoredFile> known = state.file(source.id(), file.sha256());
        List<LiveView> lacking = source.views().stream()
                .filter(view -> loadedUntil(view, file) < untilMicros || !hasPass(view, file))
                .toList();
        if (lacking.isEmpty() && known.isPresent() && known.get().untilMicros() >= untilMicros) {
            return new LoadReport.FileLoad(
                    file, LoadReport.Outcome.UNCHANGED, known.get().counts());
        }
        FileCounts counts = read(source, file, untilMicros, begin(lacking, file, untilMicros), progress);
        return new LoadReport.FileLoad(file, LoadReport.Outcome.LOADED, counts);
    }

    private boolean hasPass(LiveView view, SourceFile file) {
        return state.passes(view.stored(), file.sha256()).stream().anyMatch(LoadPass::isCommitted);
    }

    /** The time until which a file is loaded into a view, or {@link LoadPass#FROM_THE_START}. */
    private long loadedUntil(LiveView view, SourceFile file) {
        return state.passes(view.stored(), file.sha256()).stream()
                .filter(LoadPass::isCommitted)
                .mapToLong(LoadPass::untilMicros)
                .max()
                .orElse(LoadPass.FROM_THE_START);
    }

    private List<FilePass.ViewPass> begin(List<LiveView> views, SourceFile file, long untilMicros) {
        return state.write(
                Durability.BUFFERED,
                write -> views.stream()
                        .map(view -> new FilePass.ViewPass(
                                view,
                                write.beginPass(view.stored(), file.sha256(), loadedUntil(view, file), untilMicros)))
                        .toList());
    }

    private FileCounts read(
            LiveSource source, SourceFile file, long untilMicros, List<FilePass.ViewPass> passes, Progress progress) {
        try (RowBatches batches =
                        files.open(source.definition(), file, source.admission().columns());
                Rejects rejects = Rejects.of(source, file, quarantine, nowMicros())) {
            FilePass reading = new FilePass(state, source, file, untilMicros, passes, rejects);
            Optional<ColumnBatch> batch = batches.next();
            while (batch.isPresent()) {
                reading.add(batch.get());
                progress.report(source, file, reading.counts().rows());
                batch = batches.next();
            }
            rejects.commit();
            commit(source, file, untilMicros, passes, reading.counts());
            return reading.counts();
        }
    }

    private long nowMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, wallClock.instant());
    }

    private void commit(
            LiveSource source, SourceFile file, long untilMicros, List<FilePass.ViewPass> passes, FileCounts counts) {
        state.write(Durability.SYNCED, write -> {
            if (counts.rows() > 0) {
                FeedingRules.requireFedByFiles(source, write.counts(source.id()).accepted());
            }
            commitPasses(passes, write);
            write.putFile(furthest(new StoredFile(source.id(), file.sha256(), file.path(), untilMicros, counts)));
            return counts;
        });
        ledger.export(source);
    }

    /** The file as it is loaded into the view that has most of it. */
    private StoredFile furthest(StoredFile loaded) {
        return state.file(loaded.source(), loaded.sha256())
                .filter(known -> known.untilMicros() > loaded.untilMicros())
                .orElse(loaded);
    }

    private static void commitPasses(List<FilePass.ViewPass> passes, StateWrite write) {
        if (!passes.isEmpty()) {
            long acceptedAt = write.accept(1);
            passes.forEach(pass -> write.commitPass(pass.pass(), acceptedAt));
        }
    }
}
