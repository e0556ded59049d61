package dev.asof.registry.compute.program;

import dev.asof.registry.compute.aggregate.Aggregates;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Argument;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Resolution;
import dev.asof.registry.compute.event.ColumnContract;
import dev.asof.registry.compute.event.SourceContract;
import dev.asof.registry.compute.expression.ExpressionCompiler;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.window.Closed;
import dev.asof.registry.compute.window.TimeRule;
import dev.asof.registry.compute.window.Window;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Payments with an arrival and a unique key, of one customer, in a tree in memory that counts what is read and written. */
final class KeptPayments implements BlockStorage {
    private static final Schema SOURCE = new Schema(List.of(
            new Field("amount", ScalarType.INT64),
            new Field("arrival", ScalarType.TIMESTAMP),
            new Field("customer", ScalarType.INT64),
            new Field("id", ScalarType.INT64),
            new Field("ts", ScalarType.TIMESTAMP)));
    static final FeatureProgram PROGRAM = new FeatureProgram(
            "v",
            1,
            SOURCE.project(new int[] {2}),
            List.of("customer"),
            List.of(new SourceContract(
                    "payments",
                    SOURCE.fields().stream().map(ColumnContract::ofType).toList(),
                    "ts",
                    Optional.of("arrival"),
                    List.of("id"),
                    List.of())),
            Optional.empty(),
            List.of(new FeatureSpec.Aggregate(
                    "spend",
                    ((Resolution.Resolved) Aggregates.resolve("sum", List.of(Argument.ofType(ScalarType.INT64))))
                            .function(),
                    List.of(ExpressionCompiler.compile("amount", SOURCE).orElseThrow()),
                    new Window.Sliding(Long.MAX_VALUE),
                    new TimeRule(0, Closed.RIGHT),
                    Optional.empty(),
                    Optional.empty())));

    private final Map<Long, byte[]> blocks = new HashMap<>();
    private final Map<Long, long[]> versionTimes = new HashMap<>();
    private byte[] root = {};
    private int blocksWritten;
    private int blocksRead;

    /** @param origin its acceptance, or less than 0 for a pass that is not committed */
    record Payment(long amount, long arrival, long id, long time, long origin) {}

    static KeptEvents kept(List<Payment> payments) {
        List<ColumnBuilder> columns = PROGRAM.keptColumns().fields().stream()
                .map(field -> new ColumnBuilder(field.type()))
                .toList();
        for (Payment payment : payments) {
            columns.get(0).appendLong(payment.amount());
            columns.get(1).appendLong(payment.arrival());
            columns.get(2).appendLong(payment.id());
            columns.get(3).appendLong(payment.time());
        }
        ColumnBatch rows = new ColumnBatch(
                PROGRAM.keptColumns(),
                columns.stream().map(ColumnBuilder::build).toList(),
                payments.size());
        long[] origins = payments.stream().mapToLong(Payment::origin).toArray();
        return new KeptEvents(
                rows,
                origins,
                payments.stream().mapToLong(payment -> KeptEvents.NO_POSITION).toArray());
    }

    StoredOrder order() {
        return new StoredOrder(PROGRAM.order(), List.of("id"), PROGRAM.keptColumns(), this);
    }

    /** The tree as it is stored, with blocks from another storage. */
    EventTree tree(BlockStorage storage) {
        return PROGRAM.tree(storage, TreeShape.DEFAULT, root);
    }

    void store(List<Payment> payments) {
        blocksRead = 0;
        EventTree tree = PROGRAM.tree(this, TreeShape.DEFAULT, root);
        tree.insert(kept(payments));
        TreeChanges changes = tree.changes();
        blocksWritten = changes.blocks().size();
        blocks.putAll(changes.blocks());
        versionTimes.putAll(changes.versionTimes());
        root = changes.root();
    }

    /** By the last call of {@link #store}. */
    int blocksWritten() {
        return blocksWritten;
    }

    /** By the last call of {@link #store}. */
    int blocksRead() {
        return blocksRead;
    }

    int blocks() {
        return blocks.size();
    }

    long bytes() {
        return blocks.values().stream().mapToLong(block -> block.length).sum();
    }

    @Override
    public byte[] block(long number) {
        blocksRead++;
        return blocks.get(number).clone();
    }

    @Override
    public long[] versionTimes(long keyHash) {
        return versionTimes.getOrDefault(keyHash, new long[0]);
    }

    @Override
    public long acceptedAt(long origin) {
        return origin < 0 ? NOT_YET : origin;
    }

    @Override
    public long sourceOf(long origin) {
        return origin;
    }
}
