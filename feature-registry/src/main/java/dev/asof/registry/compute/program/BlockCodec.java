package dev.asof.registry.compute.program;

import dev.asof.registry.compute.aggregate.function.StateReader;
import dev.asof.registry.compute.aggregate.function.StateWriter;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.Schema;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The bytes of blocks. Numbers are those of {@link StateWriter}: count is unsigned LEB128, signed is zigzag first.
 *
 * <pre>
 * leaf      := 01, before count, own count, versions 1, events      versions: whether one of its own has others
 * inner     := 02, blocks
 * blocks    := count, block*
 * block     := number count, first time signed, last - first time count, events count, last knowledge signed,
 *              last acceptance signed, pending, separator, parts
 * pending   := count, origin signed*
 * separator := 00 | 01, events                                      of one event
 * parts     := bytes count, part*
 * part      := 00 | bytes count, events count, state                00: too large to be kept
 *
 * events    := count, column*, origin signed*, positions            origin: less the one before it
 * column    := nulls, value*                                        of the events where it is not null
 * nulls     := 00 | 01, ceil(events / 8) bytes                      event e is null if bit (e mod 8) of byte (e div 8) is 1
 * value     := signed, less the one before it | double 8 | length count, bytes
 * positions := 00 | 01, signed*                                     less the one before it; 00: none has one
 * </pre>
 */
final class BlockCodec {
    private static final int LEAF = 1;
    private static final int INNER = 2;

    private final Schema kept;
    private final StoredOrder order;

    BlockCodec(Schema kept, StoredOrder order) {
        this.kept = kept;
        this.order = order;
    }

    byte[] encode(LeafEvents leaf) {
        StateWriter out = new StateWriter();
        out.putByte(LEAF);
        out.putCount(leaf.from());
        out.putCount(leaf.to() - leaf.from());
        out.putByte(leaf.versions() == LeafVersions.SEVERAL ? 1 : 0);
        put(leaf.events(), out);
        return out.toBytes();
    }

    LeafEvents leaf(byte[] bytes) {
        StateReader in = open(bytes, LEAF);
        int before = (int) in.getCount();
        int own = (int) in.getCount();
        LeafVersions versions = in.getByte() == 0 ? LeafVersions.SINGLE : LeafVersions.SEVERAL;
        KeptEvents events = events(in);
        if (before < 0 || own < 0 || before + own > events.size()) {
            throw StateReader.malformed("a block has fewer events than it says");
        }
        return new LeafEvents(order, events, before, before + own, versions);
    }

    byte[] encode(List<BlockEntry> blocks) {
        StateWriter out = new StateWriter();
        out.putByte(INNER);
        put(blocks, out);
        return out.toBytes();
    }

    /** @param level of the blocks below */
    List<BlockEntry> inner(byte[] bytes, int level) {
        return blocks(open(bytes, INNER), level);
    }

    private static StateReader open(byte[] bytes, int kind) {
        StateReader in = new StateReader(ByteBuffer.wrap(bytes));
        if (in.getByte() != kind) {
            throw StateReader.malformed("a block is of another kind");
        }
        return in;
    }

    void put(List<BlockEntry> blocks, StateWriter out) {
        out.putCount(blocks.size());
        blocks.forEach(block -> put(block, out));
    }

    private void put(BlockEntry block, StateWriter out) {
        out.putCount(block.number);
        out.putSigned(block.firstTime);
        out.putCount(block.lastTime - block.firstTime);
        out.putCount(block.events);
        out.putSigned(block.lastKnowledge);
        out.putSigned(block.lastAcceptance);
        out.putCount(block.pending.length);
        for (long origin : block.pending) {
            out.putSigned(origin);
        }
        KeptEvents separator = block.separator;
        out.putByte(separator == null ? 0 : 1);
        if (separator != null) {
            put(separator, out);
        }
        ByteBuffer parts = block.parts.bytes();
        out.putBytes(parts.array(), parts.arrayOffset(), parts.arrayOffset() + parts.capacity());
    }

    List<BlockEntry> blocks(StateReader in, int level) {
        int count = in.getCountOf(1);
        List<BlockEntry> blocks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            blocks.add(block(in, level));
        }
        return blocks;
    }

    private BlockEntry block(StateReader in, int level) {
        BlockEntry block = new BlockEntry(level);
        block.number = in.getCount();
        block.firstTime = in.getSigned();
        block.lastTime = block.firstTime + in.getCount();
        block.events = in.getCount();
        block.lastKnowledge = in.getSigned();
        block.lastAcceptance = in.getSigned();
        block.pending = new long[in.getCountOf(1)];
        Arrays.setAll(block.pending, i -> in.getSigned());
        block.separator = in.getByte() == 0 ? null : events(in);
        block.parts = new PartStates(in.getSlice(in.getCount()));
        return block;
    }

    private void put(KeptEvents events, StateWriter out) {
        out.putCount(events.size());
        events.rows().columns().forEach(column -> put(column, out));
        long before = 0;
        for (long origin : events.origins()) {
            out.putSigned(origin - before);
            before = origin;
        }
        putPositions(events.positions(), out);
    }

    private static void putPositions(long[] positions, StateWriter out) {
        boolean isAny = Arrays.stream(positions).anyMatch(position -> position != KeptEvents.NO_POSITION);
        out.putByte(isAny ? 1 : 0);
        long before = 0;
        for (int i = 0; isAny && i < positions.length; i++) {
            out.putSigned(positions[i] - before);
            before = positions[i];
        }
    }

    private static void put(Column column, StateWriter out) {
        putNulls(column, out);
        long before = 0;
        for (int row = 0; row < column.size(); row++) {
            if (!column.isNull(row)) {
                if (column instanceof LongColumn longs) {
                    out.putSigned(longs.values()[row] - before);
                    before = longs.values()[row];
                } else {
                    out.putValue(column, row);
                }
            }
        }
    }

    private static void putNulls(Column column, StateWriter out) {
        byte[] nulls = new byte[(column.size() + Byte.SIZE - 1) / Byte.SIZE];
        boolean isAny = false;
        for (int row = 0; row < column.size(); row++) {
            if (column.isNull(row)) {
                nulls[row / Byte.SIZE] |= (byte) (1 << row % Byte.SIZE);
                isAny = true;
            }
        }
        out.putByte(isAny ? 1 : 0);
        if (isAny) {
            out.putRaw(nulls);
        }
    }

    private KeptEvents events(StateReader in) {
        int count = in.getCountOf(1);
        List<Column> columns = new ArrayList<>();
        for (Field field : kept.fields()) {
            columns.add(column(field.type(), count, in));
        }
        long[] origins = new long[count];
        long before = 0;
        for (int i = 0; i < count; i++) {
            before += in.getSigned();
            origins[i] = before;
        }
        return new KeptEvents(new ColumnBatch(kept, columns, count), origins, positions(count, in));
    }

    private static long[] positions(int count, StateReader in) {
        long[] positions = new long[count];
        boolean isAny = in.getByte() != 0;
        long before = 0;
        for (int i = 0; i < count; i++) {
            before = isAny ? before + in.getSigned() : KeptEvents.NO_POSITION;
            positions[i] = before;
        }
        return positions;
    }

    private static Column column(DataType type, int count, StateReader in) {
        byte[] nulls = in.getByte() == 0 ? new byte[0] : in.getRaw((count + Byte.SIZE - 1) / Byte.SIZE);
        ColumnBuilder column = new ColumnBuilder(type);
        long before = 0;
        for (int row = 0; row < count; row++) {
            if (nulls.length > 0 && (nulls[row / Byte.SIZE] >> row % Byte.SIZE & 1) != 0) {
                column.appendNull();
                continue;
            }
            switch (type.lane()) {
                case LONG -> {
                    before += in.getSigned();
                    column.appendLong(before);
                }
                case DOUBLE -> column.appendDouble(Double.longBitsToDouble(in.getLong()));
                case BYTES -> column.appendBytes(in.getBytes());
            }
        }
        return column.build();
    }
}
