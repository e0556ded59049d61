package dev.asof.online.metrics;

import dev.asof.online.OnlineStore;
import dev.asof.online.StoreStatus;
import dev.asof.online.state.database.StorageFigures;
import dev.asof.registry.compute.schema.Micros;
import dev.asof.registry.compute.value.ValueStatus;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What the store tells of itself, asked anew at each scrape. Thread-safe. */
final class StoreMetrics implements MultiCollector {
    private final OnlineStore store;
    private final InstantSource wallClock;

    StoreMetrics(OnlineStore store, InstantSource wallClock) {
        this.store = store;
        this.wallClock = wallClock;
    }

    @Override
    public MetricSnapshots collect() {
        List<MetricSnapshot> all = new ArrayList<>();
        StoreStatus status = store.status();
        addSources(status.sources(), all);
        addViews(status.views(), all);
        addAnswers(all);
        addStorage(store.storageFigures(), all);
        return new MetricSnapshots(all);
    }

    private void addSources(List<StoreStatus.SourceStatus> sources, List<MetricSnapshot> into) {
        into.add(rejections(sources));
        into.add(counter(
                "asof_source_events_ingested",
                "Events of the source that were ingested and accepted.",
                sources,
                StoreStatus.SourceStatus::eventsIngested));
        into.add(gauge(
                "asof_source_events_loaded",
                "Events of the source in the files that are loaded.",
                sources,
                source -> OptionalLong.of(source.eventsLoaded()),
                1));
        into.add(gauge(
                "asof_source_archive_pending_events",
                "Accepted events of the source that are not in the archive's files yet.",
                sources,
                source -> OptionalLong.of(source.archivePending()),
                1));
        addAges(sources, into);
    }

    private void addAges(List<StoreStatus.SourceStatus> sources, List<MetricSnapshot> into) {
        long now = Micros.of(wallClock.instant());
        into.add(gauge(
                "asof_source_freshness_seconds",
                "The time from the source's newest event to now.",
                sources,
                source -> since(source.lastEventMicros(), now),
                Micros.PER_SECOND));
        into.add(gauge(
                "asof_source_last_accepted_age_seconds",
                "The time since an event of the source was last accepted.",
                sources,
                source -> since(source.lastAcceptedMicros(), now),
                Micros.PER_SECOND));
        into.add(gauge(
                "asof_source_arrival_lag_seconds",
                "The time from the source's newest event to its last acceptance.",
                sources,
                source -> source.lastAcceptedMicros().isPresent()
                        ? since(
                                source.lastEventMicros(),
                                source.lastAcceptedMicros().getAsLong())
                        : OptionalLong.empty(),
                Micros.PER_SECOND));
    }

    private static OptionalLong since(OptionalLong micros, long now) {
        return micros.isPresent() ? OptionalLong.of(Math.subtractExact(now, micros.getAsLong())) : OptionalLong.empty();
    }

    /** They fall: when rows are replayed or erased, and when files are loaded anew. */
    private static MetricSnapshot rejections(List<StoreStatus.SourceStatus> sources) {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder()
                .name("asof_source_rows_rejected")
                .help("Rows of the source that violate its contract, sent or in the files that are loaded,"
                        + " by what became of them.");
        for (StoreStatus.SourceStatus source : sources) {
            gauge.dataPoint(rejected(source, "quarantined", source.quarantined()));
            gauge.dataPoint(rejected(source, "dropped", source.dropped()));
            gauge.dataPoint(rejected(source, "refused", source.refused()));
        }
        return gauge.build();
    }

    private static GaugeDataPointSnapshot rejected(StoreStatus.SourceStatus source, String outcome, long rows) {
        return gaugePoint(rows, Labels.of("source", source.source(), "outcome", outcome));
    }

    private static CounterDataPointSnapshot point(double value, String... labels) {
        return CounterDataPointSnapshot.builder()
                .value(value)
                .labels(Labels.of(labels))
                .build();
    }

    private static MetricSnapshot counter(
            String name,
            String help,
            List<StoreStatus.SourceStatus> sources,
            ToDoubleFunction<StoreStatus.SourceStatus> value) {
        CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(help);
        sources.forEach(source -> counter.dataPoint(point(value.applyAsDouble(source), "source", source.source())));
        return counter.build();
    }

    private static MetricSnapshot gauge(
            String name,
            String help,
            List<StoreStatus.SourceStatus> sources,
            Function<StoreStatus.SourceStatus, OptionalLong> value,
            double unit) {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
        for (StoreStatus.SourceStatus source : sources) {
            value.apply(source)
                    .ifPresent(
                            known -> gauge.dataPoint(gaugePoint(known / unit, Labels.of("source", source.source()))));
        }
        return gauge.build();
    }

    private static GaugeDataPointSnapshot gaugePoint(double value, Labels labels) {
        return GaugeDataPointSnapshot.builder().value(value).labels(labels).build();
    }

    private static void addViews(List<StoreStatus.ViewStatus> views, List<MetricSnapshot> into) {
        GaugeSnapshot.Builder ready = GaugeSnapshot.builder()
                .name("asof_view_ready")
                .help("Whether the view's version can be asked, 1 or 0.");
        for (StoreStatus.ViewStatus view : views) {
            double value = view.readiness() == StoreStatus.Readiness.READY ? 1 : 0;
            ready.dataPoint(gaugePoint(value, Labels.of("view", view.view().toString())));
        }
        into.add(ready.build());
    }

    private void addAnswers(List<MetricSnapshot> into) {
        CounterSnapshot.Builder values = CounterSnapshot.builder()
                .name("asof_values_answered")
                .help("Values that were answered, by view and status.");
        CounterSnapshot.Builder errors = CounterSnapshot.builder()
                .name("asof_expression_errors")
                .help("Failures on events that lookups looked at: of a feature's expressions, or without a feature"
                        + " of the view's filter.");
        store.answered().forEach((view, counts) -> {
            for (ValueStatus status : ValueStatus.values()) {
                values.dataPoint(point(counts.values(status), "view", view.toString(), "status", text(status)));
            }
            errors.dataPoint(point(counts.filterErrors(), "view", view.toString()));
            counts.featureErrors()
                    .forEach((feature, count) ->
                            errors.dataPoint(point(count, "view", view.toString(), "feature", feature)));
        });
        into.add(values.build());
        into.add(errors.build());
    }

    private static String text(ValueStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private void addStorage(StorageFigures figures, List<MetricSnapshot> into) {
        into.add(
                figure("asof_store_writable", "Whether the last write succeeded, 1 or 0.", store.isWritable() ? 1 : 0));
        into.add(figure(
                "asof_erasure_unfinished",
                "Whether something may be left of erased entities, 1 or 0.",
                store.isErasureUnfinished() ? 1 : 0));
        into.add(figure("asof_rocksdb_file_bytes", "The size of the store's sorted files.", figures.fileBytes()));
        into.add(figure("asof_rocksdb_memtable_bytes", "Writes that are not in files yet.", figures.memTableBytes()));
        into.add(figure("asof_rocksdb_cache_bytes", "Blocks of files that are kept in memory.", figures.cacheBytes()));
        into.add(figure("asof_rocksdb_keys", "About how many keys there are.", figures.keys()));
        into.add(figure(
                "asof_rocksdb_unsorted_files", "Files that are not merged with others yet.", figures.unsortedFiles()));
        into.add(figure(
                "asof_rocksdb_pending_compaction_bytes", "What is to be merged.", figures.pendingCompactionBytes()));
        into.add(figure("asof_rocksdb_compactions_running", "Merges that are running.", figures.compactions()));
        into.add(figure("asof_rocksdb_flushes_running", "Writes of files that are running.", figures.flushes()));
        into.add(figure(
                "asof_rocksdb_background_errors",
                "Failures of merges and writes of files; while there is one, nothing can be written.",
                figures.backgroundErrors()));
    }

    private static MetricSnapshot figure(String name, String help, double value) {
        return GaugeSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(gaugePoint(value, Labels.EMPTY))
                .build();
    }
}
