package dev.asof.online.wire;

import dev.asof.registry.erasure.ErasureReceipt;
import dev.asof.v1.EraseEntityResponse;
import dev.asof.v1.ErasedArchiveFile;
import java.util.Optional;
import java.util.OptionalLong;

/** Receipts of erasures on the wire. */
public final class WireErasure {
    private WireErasure() {}

    public static EraseEntityResponse of(ErasureReceipt receipt) {
        EraseEntityResponse.Builder wire = EraseEntityResponse.newBuilder()
                .addAllTombstones(receipt.tombstones())
                .setStartedAtMicros(receipt.startedAtMicros())
                .setRecords(receipt.state().records())
                .setEvents(receipt.state().events())
                .setBlocks(receipt.state().blocks())
                .setBytes(receipt.state().bytes())
                .setQuarantinedRows(receipt.quarantinedRows())
                .addAllLeftKinds(receipt.leftKinds());
        receipt.finishedAtMicros().ifPresent(wire::setFinishedAtMicros);
        receipt.archive()
                .forEach(file -> wire.addArchiveFiles(ErasedArchiveFile.newBuilder()
                        .setSource(file.source())
                        .setFile(file.file())
                        .setRemoved(file.removed())
                        .setBlanked(file.blanked())
                        .setShared(file.shared())
                        .setSha256Before(file.sha256Before())));
        return wire.build();
    }

    public static ErasureReceipt read(EraseEntityResponse wire) {
        return new ErasureReceipt(
                wire.getTombstonesList(),
                wire.getStartedAtMicros(),
                wire.getFinishedAtMicros() == 0 ? OptionalLong.empty() : OptionalLong.of(wire.getFinishedAtMicros()),
                new ErasureReceipt.Findings(
                        new ErasureReceipt.Counts(
                                new ErasureReceipt.State(
                                        wire.getRecords(), wire.getEvents(), wire.getBlocks(), wire.getBytes()),
                                wire.getQuarantinedRows()),
                        wire.getArchiveFilesList().stream()
                                .map(WireErasure::read)
                                .toList(),
                        wire.getLeftKindsList()),
                Optional.empty());
    }

    private static ErasureReceipt.ArchiveFile read(ErasedArchiveFile wire) {
        return new ErasureReceipt.ArchiveFile(
                wire.getSource(),
                wire.getFile(),
                wire.getRemoved(),
                wire.getBlanked(),
                wire.getShared(),
                wire.getSha256Before());
    }
}
