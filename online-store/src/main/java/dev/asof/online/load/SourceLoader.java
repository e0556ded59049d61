package dev.asof.online.load;

import dev.asof.online.archive.ArchiveRoller;
import dev.asof.online.live.LiveCatalog;
import dev.asof.online.live.LiveDefinitions;
import dev.asof.online.live.LiveSource;
import dev.asof.online.live.LiveView;
import dev.asof.online.state.StateStore;
import dev.asof.online.state.catalog.LoadPass;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.quarantine.QuarantineFolder;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Brings the state up to date from files. A file is known by its content: what was loaded of it into a view is not
 * loaded again. The events of a file become visible in a view all at once. A view is loaded once all files and the archive of
 * each of its sources were. Thread-safe; one load at a time.
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
            LoadCount progress = new LoadCount(
                    listener,
                    work.stream().mapToInt(each -> each.files().size()).sum());
            long untilMicros = request.untilMicros().orElse(LoadPass.TO_THE_END);
            Map<String, LoadReport.SourceLoad> loaded = new HashMap<>();
            LoadGroups.of(work.stream()
                            .map(each -> fileLoads(each, untilMicros, progress))
                            .toList())
                    .run(state, each -> loaded.put(each.source().name(), finished(each)));
            List<LoadReport.SourceLoad> loads = work.stream()
                    .map(each -> Objects.requireNonNull(loaded.get(each.source().name())))
                    .toList();
            return new LoadReport(request.untilMicros(), loads);
        } finally {
            loading = Set.of();
        }
    }

    /** A source and the files that it has. */
    private record SourceWork(LiveSource source, List<SourceFile> files) {}

    /** Does something while nothing is loaded. */
    public synchronized <T> T whileNobodyLoads(Supplier<T> action) {
        return action.get();
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

    /** What views that are begun anew had of their other sources is gone as well, and is loaded with it. */
    private List<SourceWork> begunAnew(List<SourceWork> work) {
        List<SourceWork> beside = besideOf(work);
        beside.forEach(this::requireOneFeeding);
        unchanged(beside);
        work.forEach(each -> rebuild.begin(each.source(), each.files()));
        LiveCatalog renewed = definitions.current();
        return Stream.concat(work.stream(), beside.stream())
                .map(each -> new SourceWork(renewed.requireSource(each.source().name()), each.files()))
                .toList();
    }

    /** The other sources of the views that read some. */
    private List<SourceWork> besideOf(List<SourceWork> work) {
        Set<String> named = work.stream().map(each -> each.source().name()).collect(Collectors.toSet());
        return work.stream()
                .flatMap(each -> each.source().views().stream())
                .flatMap(view -> view.definition().sources().stream())
                .filter(source -> !named.contains(source))
                .distinct()
                .sorted()
                .map(source -> definitions.current().requireSource(source))
                .map(source -> new SourceWork(source, files.list(source.definition())))
                .toList();
    }

    private void requireOneFeeding(SourceWork work) {
        LiveSource source = work.source();
        if (!source.hasUniqueKey() && work.files().stream().anyMatch(SourceFile::mayHaveRows)) {
            FeedingRules.requireFedByFiles(source, state.counts(source.id()).accepted());
            FeedingRules.requireNoArchive(source, files);
        }
    }

    private FileLoads fileLoads(SourceWork work, long untilMicros, LoadCount progress) {
        return new FileLoads(
                state, files, quarantine, ledger, wallClock, work.source(), work.files(), untilMicros, progress);
    }

    /** Does what is left to do once the files of a source are loaded. */
    private LoadReport.SourceLoad finished(FileLoads loads) {
        LiveSource source = loads.source();
        List<LiveView> newViews = source.views().stream()
                .filter(view -> view.readsFilesOf(source.name()) && !state.isLoaded(view.stored(), source.id()))
                .toList();
        ArchiveBackfill backfill = new ArchiveBackfill(state, source, newViews);
        if (!newViews.isEmpty()) {
            backfill.run(files, archive);
        }
        ledger.export(source);
        return new LoadReport.SourceLoad(source.name(), loads.loads(), backfill.events(), backfill.passedOver());
    }
}
