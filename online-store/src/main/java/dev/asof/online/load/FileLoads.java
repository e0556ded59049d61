package dev.asof.online.load;

import dev.asof.online.live.LiveSource;
import dev.asof.online.live.LiveView;
import dev.asof.online.state.StateStore;
import dev.asof.online.state.StateWrite;
import dev.asof.online.state.bulk.BulkAppends;
import dev.asof.online.state.catalog.FileCounts;
import dev.asof.online.state.catalog.LoadPass;
import dev.asof.online.state.catalog.StoredFile;
import dev.asof.online.state.catalog.StoredView;
import dev.asof.online.state.database.Durability;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Micros;
import dev.asof.registry.quarantine.QuarantineFolder;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Loads the files of one source, one after the other: what each brings is stored as it is read, or in bulk, once all files are read.
 * Used by one thread.
 */
final class FileLoads {
    private final StateStore state;
    private final SourceFiles files;
    private final QuarantineFolder quarantine;
    private final LoadLedgerExport ledger;
    private final InstantSource wallClock;
    private final LiveSource source;
    private final List<SourceFile> listed;
    private final long untilMicros;
    private final LoadCount progress;
    private final Map<String, FileCounts> readHere = new HashMap<>();
    private final List<LoadReport.FileLoad> loads = new ArrayList<>();
    private final List<ReadFile> uncommitted = new ArrayList<>();

    FileLoads(
            StateStore state,
            SourceFiles files,
            QuarantineFolder quarantine,
            LoadLedgerExport ledger,
            InstantSource wallClock,
            LiveSource source,
            List<SourceFile> listed,
            long untilMicros,
            LoadCount progress) {
        this.state = state;
        this.files = files;
        this.quarantine = quarantine;
        this.ledger = ledger;
        this.wallClock = wallClock;
        this.source = source;
        this.listed = listed;
        this.untilMicros = untilMicros;
        this.progress = progress;
    }

    /** How events of files are stored: at once, or later and all together. */
    private record Way(
            Consumer<Consumer<FilePass.EventSink>> storing, Durability ofBeginning, Consumer<ReadFile> then) {}

    /** A file that was read, whose events nobody sees yet. */
    private record ReadFile(SourceFile file, List<FilePass.ViewPass> passes, FileCounts counts) {}

    LiveSource source() {
        return source;
    }

    /** What was done with each file. */
    List<LoadReport.FileLoad> loads() {
        return loads;
    }

    /** The views that lack something of the files. */
    Set<StoredView> lacking() {
        return listed.stream()
                .flatMap(file -> lacking(file).stream())
                .map(LiveView::stored)
                .collect(Collectors.toSet());
    }

    /** About how many rows the files have of which something is lacking. */
    long lackingRows() {
        return listed.stream()
                .filter(file -> !lacking(file).isEmpty())
                .mapToLong(file -> file.rows().orElse(0))
                .sum();
    }

    /** Loads what is lacking of the files. */
    void load() {
        run(new Way(this::storeAtOnce, Durability.BUFFERED, this::commit));
    }

    /** Reads what is lacking of the files; where one cannot be read, those before it count as read. */
    void read(BulkAppends appends) {
        run(new Way(storing -> storing.accept(appends::append), Durability.SYNCED, uncommitted::add));
    }

    /** Whether files were read that nobody sees yet. */
    boolean isAnyUncommitted() {
        return !uncommitted.isEmpty();
    }

    /** Lets everybody see the files that were read; their events are stored. */
    void commit() {
        uncommitted.forEach(this::commit);
        uncommitted.clear();
    }

    private void storeAtOnce(Consumer<FilePass.EventSink> storing) {
        state.write(Durability.BUFFERED, write -> {
            storing.accept(write::append);
            return write.size();
        });
    }

    private void run(Way way) {
        for (SourceFile file : listed) {
            LoadReport.FileLoad load = load(file, way);
            progress.fileDone(source, file, load.counts().rows());
            loads.add(load);
        }
    }

    private LoadReport.FileLoad load(SourceFile file, Way way) {
        Optional<FileCounts> known = countsOfAll(file);
        if (known.isPresent()) {
            return new LoadReport.FileLoad(file, LoadReport.Outcome.UNCHANGED, known.get());
        }
        ReadFile read = read(file, begin(lacking(file), file, way.ofBeginning()), way);
        readHere.put(file.sha256(), read.counts());
        way.then().accept(read);
        return new LoadReport.FileLoad(file, LoadReport.Outcome.LOADED, read.counts());
    }

    /** The counts of a file of which nothing is lacking. */
    private Optional<FileCounts> countsOfAll(SourceFile file) {
        if (readHere.containsKey(file.sha256())) {
            return Optional.of(readHere.get(file.sha256()));
        }
        return lacking(file).isEmpty()
                ? state.file(source.id(), file.sha256())
                        .filter(known -> known.untilMicros() >= untilMicros)
                        .map(StoredFile::counts)
                : Optional.empty();
    }

    /** The views that have not all of a file's events until then. */
    private List<LiveView> lacking(SourceFile file) {
        return source.views().stream()
                .filter(view -> view.readsFilesOf(source.name()))
                .filter(view -> loadedUntil(view, file) < untilMicros || !hasPass(view, file))
                .toList();
    }

    private boolean hasPass(LiveView view, SourceFile file) {
        return state.passes(view.stored(), source.id(), file.sha256()).stream().anyMatch(LoadPass::isCommitted);
    }

    /** The time until which a file is loaded into a view, or {@link LoadPass#FROM_THE_START}. */
    private long loadedUntil(LiveView view, SourceFile file) {
        return state.passes(view.stored(), source.id(), file.sha256()).stream()
                .filter(LoadPass::isCommitted)
                .mapToLong(LoadPass::untilMicros)
                .max()
                .orElse(LoadPass.FROM_THE_START);
    }

    private List<FilePass.ViewPass> begin(List<LiveView> views, SourceFile file, Durability durability) {
        return state.write(
                durability,
                write -> views.stream()
                        .map(view -> new FilePass.ViewPass(
                                view,
                                write.beginPass(
                                        view.stored(),
                                        source.id(),
                                        file.sha256(),
                                        loadedUntil(view, file),
                                        untilMicros)))
                        .toList());
    }

    private ReadFile read(SourceFile file, List<FilePass.ViewPass> passes, Way way) {
        try (RowBatches batches = new RowsAhead(
                        files.open(source.definition(), file, source.admission().columns()));
                Rejects rejects = Rejects.of(source, file, quarantine, batches::nameOf, nowMicros())) {
            FilePass reading = new FilePass(way.storing(), source, untilMicros, passes, rejects);
            Optional<ColumnBatch> batch = batches.next();
            while (batch.isPresent()) {
                reading.add(batch.get());
                progress.report(source, file, reading.counts().rows());
                batch = batches.next();
            }
            rejects.commit();
            return new ReadFile(file, passes, reading.counts());
        }
    }

    private long nowMicros() {
        return Micros.of(wallClock.instant());
    }

    private void commit(ReadFile read) {
        FileCounts counts = read.counts();
        SourceFile file = read.file();
        state.write(Durability.SYNCED, write -> {
            if (counts.rows() > 0) {
                FeedingRules.requireFedByFiles(source, write.counts(source.id()).accepted());
            }
            commitPasses(read.passes(), write);
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
