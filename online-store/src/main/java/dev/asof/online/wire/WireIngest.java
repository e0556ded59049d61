package dev.asof.online.wire;

import dev.asof.online.ingest.IngestResult;
import dev.asof.online.ingest.Rejection;
import dev.asof.registry.compute.event.Violation;
import dev.asof.v1.IngestEventsResponse;
import java.util.OptionalLong;

/** What became of a batch, on the wire. */
public final class WireIngest {
    private WireIngest() {}

    public static IngestEventsResponse of(IngestResult result) {
        IngestEventsResponse.Builder wire =
                IngestEventsResponse.newBuilder().setAccepted(result.accepted()).setDuplicates(result.duplicates());
        result.rejections().forEach(rejection -> wire.addRejections(of(rejection)));
        result.acceptedAtMicros().ifPresent(wire::setAcceptedAtMicros);
        return wire.build();
    }

    /** @throws MalformedMessage if it says what this side doesn't know */
    public static IngestResult read(IngestEventsResponse wire) {
        return new IngestResult(
                wire.getAccepted(),
                wire.getDuplicates(),
                wire.getRejectionsList().stream().map(WireIngest::read).toList(),
                wire.hasAcceptedAtMicros() ? OptionalLong.of(wire.getAcceptedAtMicros()) : OptionalLong.empty());
    }

    private static dev.asof.v1.Rejection of(Rejection rejection) {
        dev.asof.v1.Rejection.Builder wire = dev.asof.v1.Rejection.newBuilder()
                .setIndex(rejection.index())
                .setSequence(rejection.sequence())
                .setDisposition(WireTypes.of(rejection.onViolation()));
        rejection.violations().forEach(violation -> wire.addViolations(of(violation)));
        return wire.build();
    }

    private static Rejection read(dev.asof.v1.Rejection wire) {
        return new Rejection(
                wire.getIndex(),
                wire.getSequence(),
                WireTypes.read(wire.getDisposition()),
                wire.getViolationsList().stream()
                        .map(violation -> read(wire.getIndex(), violation))
                        .toList());
    }

    private static dev.asof.v1.Violation of(Violation violation) {
        return dev.asof.v1.Violation.newBuilder()
                .setColumn(violation.column())
                .setReason(WireTypes.of(violation.reason()))
                .setMessage(violation.message())
                .build();
    }

    private static Violation read(int row, dev.asof.v1.Violation wire) {
        return new Violation(row, wire.getColumn(), WireTypes.read(wire.getReason()), wire.getMessage());
    }
}
