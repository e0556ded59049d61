package dev.asof.cli;

import dev.asof.cli.client.LoadProgress;
import dev.asof.cli.client.LoadSummary;
import dev.asof.cli.client.QuarantinePage;
import dev.asof.cli.client.ServerAddress;
import dev.asof.cli.client.StoreStatus;
import dev.asof.cli.client.ViewStatus;
import dev.asof.cli.client.Violation;
import dev.asof.online.OnlineStore;
import dev.asof.online.load.LoadReport;
import dev.asof.online.load.LoadRequest;
import dev.asof.online.load.LoadRequest.Start;
import dev.asof.registry.quarantine.QuarantineOrigin;
import dev.asof.registry.quarantine.QuarantinedRow;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** A store that this process has open. */
record OpenedStore(OnlineStore store) implements StoreAccess {

    @Override
    public Optional<ServerAddress> runningServer() {
        return Optional.empty();
    }

    @Override
    public LoadSummary load(List<String> rebuild, OptionalLong untilMicros, Consumer<LoadProgress> progress) {
        LoadReport report = store.load(
                new LoadRequest(rebuild, untilMicros, rebuild.isEmpty() ? Start.WHERE_THE_LAST_ENDED : Start.ANEW),
                step -> progress.accept(new LoadProgress(
                        step.source(),
                        step.file(),
                        step.rowsRead(),
                        step.rowsTotal().orElse(0),
                        step.filesDone(),
                        step.filesTotal())));
        return new LoadSummary(
                time(report.untilMicros()),
                report.sources().stream()
                        .map(source -> new LoadSummary.SourceLoad(
                                source.source(),
                                source.files().stream().map(OpenedStore::file).toList()))
                        .toList(),
                store.views(List.of()).stream().map(OpenedStore::view).toList());
    }

    private static LoadSummary.FileLoad file(LoadReport.FileLoad file) {
        return new LoadSummary.FileLoad(
                file.file().path(),
                file.file().sha256(),
                word(file.outcome()),
                file.counts().rows(),
                file.counts().events(),
                file.counts().quarantined(),
                file.counts().dropped(),
                file.counts().leftForLater());
    }

    @Override
    public StoreStatus status() {
        dev.asof.online.StoreStatus status = store.status();
        return new StoreStatus(
                new StoreStatus.Server(
                        VersionCommand.ofAsof(),
                        status.owner().pid(),
                        status.owner().startedAt(),
                        status.format()),
                status.sources().stream().map(OpenedStore::source).toList(),
                status.views().stream().map(OpenedStore::view).toList(),
                status.services().stream()
                        .map(service -> new StoreStatus.ServiceStatus(
                                service.service().toString(), service.fingerprint(), word(service.readiness())))
                        .toList());
    }

    private static StoreStatus.SourceStatus source(dev.asof.online.StoreStatus.SourceStatus source) {
        return new StoreStatus.SourceStatus(
                source.source(),
                source.filesLoaded(),
                time(source.loadedUntilMicros()),
                source.rowsLoaded(),
                source.eventsLoaded(),
                source.eventsIngested(),
                source.quarantined(),
                source.dropped(),
                source.refused(),
                source.archived(),
                source.archivePending(),
                time(source.lastEventMicros()),
                time(source.lastAcceptedMicros()));
    }

    private static ViewStatus view(dev.asof.online.StoreStatus.ViewStatus view) {
        return new ViewStatus(view.view().toString(), view.fingerprint(), word(view.readiness()));
    }

    /** The token is how many rows came before. */
    @Override
    public QuarantinePage quarantine(String source, int size, String token) {
        long offset = token.isEmpty() ? 0 : Long.parseLong(token);
        Optional<String> asked = source.isEmpty() ? Optional.empty() : Optional.of(source);
        List<QuarantinedRow> rows = store.quarantined(asked, offset, size + 1);
        boolean more = rows.size() > size;
        return new QuarantinePage(
                rows.stream().limit(size).map(OpenedStore::row).toList(), more ? Long.toString(offset + size) : "");
    }

    private static QuarantinePage.Row row(QuarantinedRow row) {
        Map<String, Optional<String>> cells = new LinkedHashMap<>();
        row.cells().forEach(cell -> cells.put(cell.column(), cell.text()));
        return new QuarantinePage.Row(
                row.id(),
                row.source(),
                origin(row.origin()),
                time(row.quarantinedAtMicros()),
                row.violations().stream()
                        .map(promise -> new Violation(promise.column(), word(promise.reason()), promise.message()))
                        .toList(),
                cells);
    }

    private static String origin(QuarantineOrigin origin) {
        return switch (origin) {
            case QuarantineOrigin.FileRow file -> file.path() + ", row " + file.row();
            case QuarantineOrigin.IngestedEvent event when event.producer().isEmpty() -> "ingested";
            case QuarantineOrigin.IngestedEvent event ->
                "ingested by " + event.producer() + ", number " + event.sequence();
        };
    }

    @Override
    public void close() {
        store.close();
    }

    private static Optional<Instant> time(OptionalLong micros) {
        return micros.isPresent() ? Optional.of(TimeText.of(micros.getAsLong())) : Optional.empty();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
