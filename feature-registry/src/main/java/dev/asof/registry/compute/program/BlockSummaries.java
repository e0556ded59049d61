package dev.asof.registry.compute.program;

import dev.asof.registry.compute.aggregate.function.AggregateFunction;
import dev.asof.registry.compute.aggregate.function.StateReader;
import dev.asof.registry.compute.aggregate.function.StateWriter;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;

/** Makes the entries of blocks: of events, and of blocks below. Thread-safe. */
final class BlockSummaries {
    /** Larger states are not kept: what they are of is read again. */
    private static final int LARGEST_STATE = 4_160;

    private static final byte[] NOT_KEPT = {};

    private final BlockParts parts;
    private final StoredOrder order;

    BlockSummaries(BlockParts parts, StoredOrder order) {
        this.parts = parts;
        this.order = order;
    }

    /** A partial state, and of how many events it is. */
    record Partial<S>(S state, long events) {}

    static <S> Partial<S> decode(AggregateFunction<S> function, ByteBuffer bytes) {
        StateReader in = new StateReader(bytes);
        long events = in.getCount();
        return new Partial<>(function.decode(in), events);
    }

    private static <S> byte[] encode(AggregateFunction<S> function, Partial<S> partial) {
        StateWriter out = new StateWriter();
        out.putCount(partial.events());
        function.encode(partial.state(), out);
        byte[] bytes = out.toBytes();
        return bytes.length > LARGEST_STATE ? NOT_KEPT : bytes;
    }

    private PartStates joined(IntFunction<byte[]> bytesOf) {
        StateWriter out = new StateWriter();
        for (int i = 0; i < parts.size(); i++) {
            byte[] part = bytesOf.apply(i);
            out.putBytes(part, 0, part.length);
        }
        return new PartStates(ByteBuffer.wrap(out.toBytes()));
    }

    /** The entry of a block of events. */
    BlockEntry of(long number, LeafEvents leaf, Timelines timelines) {
        BlockEntry entry = new BlockEntry(BlockEntry.LEAF);
        entry.number = number;
        entry.leaf = leaf;
        entry.events = (long) leaf.to() - leaf.from();
        KeptEvents events = leaf.events();
        if (entry.events > 0) {
            entry.firstTime = order.time(events, leaf.from());
            entry.lastTime = order.time(events, leaf.to() - 1);
        }
        for (int event = 0; event < events.size(); event++) {
            entry.lastKnowledge = Math.max(entry.lastKnowledge, timelines.knowledge(event));
            long acceptedAt = order.acceptedAt(events, event);
            if (acceptedAt != BlockStorage.NOT_YET) {
                entry.lastAcceptance = Math.max(entry.lastAcceptance, acceptedAt);
            }
        }
        entry.pending = Arrays.stream(events.origins())
                .filter(origin -> order.acceptedAt(origin) == BlockStorage.NOT_YET)
                .distinct()
                .toArray();
        entry.parts = joined(i -> part(parts.part(i), leaf, timelines));
        return entry;
    }

    private static <S> byte[] part(BlockParts.Part<S> part, LeafEvents leaf, Timelines timelines) {
        FeatureInput input = timelines.input(part.feature());
        EventVersions versions = timelines.versions();
        S state = part.function().create();
        long count = 0;
        for (int event = leaf.from(); event < leaf.to(); event++) {
            if (input.passes(event) && versions.standsInTheEnd(event)) {
                part.function().update(state, input.values(), event);
                count++;
            }
        }
        return encode(part.function(), new Partial<>(state, count));
    }

    /** The entry of a block of blocks, of which there is at least one, and none changed. */
    BlockEntry of(long number, List<BlockEntry> children) {
        BlockEntry entry = new BlockEntry(children.getFirst().level + 1);
        entry.number = number;
        entry.children = children;
        entry.separator = children.getFirst().separator;
        entry.firstTime = children.getFirst().firstTime;
        entry.lastTime = max(children, child -> child.lastTime);
        entry.events = children.stream().mapToLong(child -> child.events).sum();
        entry.lastKnowledge = max(children, child -> child.lastKnowledge);
        entry.lastAcceptance = max(children, child -> child.lastAcceptance);
        entry.pending = children.stream()
                .flatMapToLong(child -> LongStream.of(child.pending))
                .distinct()
                .toArray();
        entry.parts = joined(i -> part(parts.part(i), i, children));
        children.forEach(child -> child.parent = entry);
        return entry;
    }

    private static long max(List<BlockEntry> children, ToLongFunction<BlockEntry> value) {
        return children.stream().mapToLong(value).max().orElseThrow();
    }

    private static <S> byte[] part(BlockParts.Part<S> part, int index, List<BlockEntry> children) {
        S state = part.function().create();
        long events = 0;
        for (BlockEntry child : children) {
            Partial<S> partial = child.parts.part(index, part.function());
            if (partial == null) {
                return NOT_KEPT;
            }
            part.function().merge(state, partial.state());
            events += partial.events();
        }
        return encode(part.function(), new Partial<>(state, events));
    }
}
