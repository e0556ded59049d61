package dev.asof.registry.compute.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.registry.compute.aggregate.Aggregates;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Argument;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Resolution;
import dev.asof.registry.compute.event.ColumnContract;
import dev.asof.registry.compute.event.SourceContract;
import dev.asof.registry.compute.expression.Expression;
import dev.asof.registry.compute.expression.ExpressionCompiler;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.window.Closed;
import dev.asof.registry.compute.window.TimeRule;
import dev.asof.registry.compute.window.Window;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The bytes of blocks, as {@code docs/state-format.md} has them. A change here is a new format version. */
class BlockBytesTest {
    private static final Schema SOURCE = new Schema(List.of(
            new Field("amount", ScalarType.INT64),
            new Field("customer", ScalarType.INT64),
            new Field("id", ScalarType.INT64),
            new Field("ts", ScalarType.TIMESTAMP)));
    private static final TimeRule NOW = new TimeRule(0, Closed.RIGHT);
    private static final Expression AMOUNT =
            ExpressionCompiler.compile("amount", SOURCE).orElseThrow();
    private static final FeatureProgram PROGRAM = new FeatureProgram(
            "v",
            1,
            SOURCE.project(new int[] {1}),
            List.of("customer"),
            List.of(new SourceContract(
                    "payments",
                    SOURCE.fields().stream().map(ColumnContract::ofType).toList(),
                    "ts",
                    Optional.empty(),
                    List.of("id"),
                    List.of())),
            Optional.empty(),
            List.of(
                    sum("b", 10),
                    new FeatureSpec.Latest("a", AMOUNT, OptionalLong.empty(), NOW, Optional.empty(), Optional.empty()),
                    sum("c", 20)));

    private static FeatureSpec sum(String name, long window) {
        Resolution resolution = Aggregates.resolve("sum", List.of(Argument.ofType(ScalarType.INT64)));
        return new FeatureSpec.Aggregate(
                name,
                ((Resolution.Resolved) resolution).function(),
                List.of(AMOUNT),
                new Window.Sliding(window),
                NOW,
                Optional.empty(),
                Optional.empty());
    }

    /** Blocks in memory: passes are not committed, of times all is known. */
    private static final class Memory implements BlockStorage {
        private final Map<Long, byte[]> blocks = new TreeMap<>();

        @Override
        public byte[] block(long number) {
            return blocks.get(number);
        }

        @Override
        public long[] versionTimes(long keyHash) {
            return new long[0];
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

    private static KeptEvents events(long[]... rows) {
        List<ColumnBuilder> columns = PROGRAM.keptColumns().fields().stream()
                .map(field -> new ColumnBuilder(field.type()))
                .toList();
        for (long[] row : rows) {
            columns.get(0).appendLong(row[0]);
            if (row[1] < 0) {
                columns.get(1).appendNull();
            } else {
                columns.get(1).appendLong(row[1]);
            }
            columns.get(2).appendLong(row[2]);
        }
        ColumnBatch batch = new ColumnBatch(
                PROGRAM.keptColumns(),
                columns.stream().map(ColumnBuilder::build).toList(),
                rows.length);
        return new KeptEvents(
                batch,
                Arrays.stream(rows).mapToLong(row -> row[3]).toArray(),
                Arrays.stream(rows).mapToLong(row -> row[4]).toArray());
    }

    @Test
    void rootAndBlocksOfVersionsAndOfRowsOfFiles() {
        Memory memory = new Memory();
        EventTree tree = PROGRAM.tree(memory, new TreeShape(1, 2, 1), new byte[0]);
        // amount, id, time, origin, position: two versions of one event, and a row of pass 9 without a whole key
        tree.insert(events(
                new long[] {5, 1, 100, 1_000, -1}, new long[] {6, 1, 300, 2_000, -1}, new long[] {7, -1, 300, -9, 4}));
        TreeChanges changes = tree.changes();
        memory.blocks.putAll(changes.blocks());
        assertThat(hex(changes.root())).isEqualTo("06020106c801c80103d804a01f0111000c0502010ed80405020201010d");
        assertThat(memory.blocks.values().stream().map(BlockBytesTest::hex))
                .containsExactly(
                        "0100010102000a0200020000c8019003d00fd00f00",
                        "0101010102000a0200020000c8019003d00fd00f00",
                        "0100010001000e010100d804110108",
                        "020201c8010001d804a01f000008020000040000010002d8040001d804a01f00000c0501010cd8040501010101"
                                + "06",
                        "020103d8040001d804ffffffffffffffffff0101110101000e010100d8041101080c0501010ed8040501010101"
                                + "07",
                        "020204c801c80102d804a01f00000c0501010cd80405010101010605d8040001d804ffffffffffffffffff0101"
                                + "110101000e010100d8041101080c0501010ed804050101010107");
        assertThat(changes.versionTimes().values()).containsExactly(new long[] {100, 300});
        TreeChanges again =
                PROGRAM.tree(memory, new TreeShape(1, 2, 1), changes.root()).changes();
        assertThat(again.root()).isEqualTo(changes.root());
        assertThat(again.blocks()).isEmpty();
    }

    @Test
    void damagedBytesAreRefused() {
        assertThatThrownBy(() -> PROGRAM.tree(new Memory(), TreeShape.DEFAULT, new byte[] {1, 0, 5}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
