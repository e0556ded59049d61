package dev.asof.online.wire;

import dev.asof.online.ingest.ReplayReport;
import dev.asof.registry.compute.event.Violation;
import dev.asof.registry.quarantine.QuarantineFilter;
import dev.asof.v1.ListQuarantineRequest;
import dev.asof.v1.ReplayQuarantineRequest;
import dev.asof.v1.ReplayQuarantineResponse;
import dev.asof.v1.SourceReplay;
import dev.asof.v1.ViolationReason;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Which quarantined rows are meant, and what became of them, on the wire. */
public final class WireReplay {
    private WireReplay() {}

    public static ListQuarantineRequest list(QuarantineFilter filter, String pageToken, int pageSize) {
        ListQuarantineRequest.Builder wire = ListQuarantineRequest.newBuilder()
                .setSource(filter.source().orElse(""))
                .setColumn(filter.column().orElse(""))
                .setReason(of(filter.reason()))
                .setPageSize(pageSize)
                .setPageToken(pageToken);
        filter.sinceMicros().ifPresent(wire::setSinceMicros);
        filter.untilMicros().ifPresent(wire::setUntilMicros);
        return wire.build();
    }

    /** @throws MalformedMessage if it says what this side doesn't know */
    public static QuarantineFilter read(ListQuarantineRequest wire) {
        return new QuarantineFilter(
                text(wire.getSource()),
                text(wire.getColumn()),
                read(wire.getReason()),
                wire.hasSinceMicros() ? OptionalLong.of(wire.getSinceMicros()) : OptionalLong.empty(),
                wire.hasUntilMicros() ? OptionalLong.of(wire.getUntilMicros()) : OptionalLong.empty());
    }

    public static ReplayQuarantineRequest replay(QuarantineFilter filter) {
        ReplayQuarantineRequest.Builder wire = ReplayQuarantineRequest.newBuilder()
                .setSource(filter.source().orElse(""))
                .setColumn(filter.column().orElse(""))
                .setReason(of(filter.reason()));
        filter.sinceMicros().ifPresent(wire::setSinceMicros);
        filter.untilMicros().ifPresent(wire::setUntilMicros);
        return wire.build();
    }

    /** @throws MalformedMessage if it says what this side doesn't know */
    public static QuarantineFilter read(ReplayQuarantineRequest wire) {
        return new QuarantineFilter(
                text(wire.getSource()),
                text(wire.getColumn()),
                read(wire.getReason()),
                wire.hasSinceMicros() ? OptionalLong.of(wire.getSinceMicros()) : OptionalLong.empty(),
                wire.hasUntilMicros() ? OptionalLong.of(wire.getUntilMicros()) : OptionalLong.empty());
    }

    public static ReplayQuarantineResponse of(List<ReplayReport> reports) {
        ReplayQuarantineResponse.Builder wire = ReplayQuarantineResponse.newBuilder();
        reports.forEach(report -> wire.addSources(SourceReplay.newBuilder()
                .setSource(report.source())
                .setAccepted(report.accepted())
                .setDuplicates(report.duplicates())
                .setKept(report.kept())
                .setOfFiles(report.ofFiles())));
        return wire.build();
    }

    public static List<ReplayReport> read(ReplayQuarantineResponse wire) {
        return wire.getSourcesList().stream()
                .map(source -> new ReplayReport(
                        source.getSource(),
                        source.getAccepted(),
                        source.getDuplicates(),
                        source.getKept(),
                        source.getOfFiles()))
                .toList();
    }

    private static Optional<String> text(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static ViolationReason of(Optional<Violation.Reason> reason) {
        return reason.map(WireTypes::of).orElse(ViolationReason.VIOLATION_REASON_UNSPECIFIED);
    }

    private static Optional<Violation.Reason> read(ViolationReason wire) {
        return wire == ViolationReason.VIOLATION_REASON_UNSPECIFIED
                ? Optional.empty()
                : Optional.of(WireTypes.read(wire));
    }
}
