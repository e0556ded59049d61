package dev.asof.registry.compute.program;

import dev.asof.registry.compute.aggregate.function.AggregateFunction;
import dev.asof.registry.compute.aggregate.function.StateReader;
import dev.asof.registry.compute.program.BlockSummaries.Partial;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The partial states of a block's events, one after another, each after the number of its bytes. Small ones are kept as they were
 * read: many questions merge the same ones, and merging leaves them as they are. Thread-safe.
 */
final class PartStates {
    static final PartStates NONE = new PartStates(ByteBuffer.allocate(0));

    private static final int LARGEST_KEPT_AS_READ = 256;

    private final ByteBuffer bytes;
    private volatile @Nullable Index index;

    /** Where the parts begin, and those that were read. */
    private record Index(int[] starts, AtomicReferenceArray<Partial<?>> read) {}

    PartStates(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** All of it, as it is stored; not to be changed, nor its position. */
    ByteBuffer bytes() {
        return bytes;
    }

    /**
     * A part, not to be changed; null where it has too many bytes to be kept.
     *
     * @param function the part's
     */
    @SuppressWarnings("unchecked") // a part is always read by the function that it is of
    <S> @Nullable Partial<S> part(int number, AggregateFunction<S> function) {
        Index known = index();
        if (number >= known.starts.length) {
            throw StateReader.malformed("a block has fewer states than there are");
        }
        Partial<S> read = (Partial<S>) known.read.get(number);
        return read == null ? read(known, number, function) : read;
    }

    private <S> @Nullable Partial<S> read(Index known, int number, AggregateFunction<S> function) {
        StateReader in = new StateReader(bytes.duplicate().position(known.starts[number]));
        ByteBuffer part = in.getSlice(in.getCount());
        if (!part.hasRemaining()) {
            return null;
        }
        int size = part.remaining();
        Partial<S> read = BlockSummaries.decode(function, part);
        if (size <= LARGEST_KEPT_AS_READ) {
            known.read.set(number, read);
        }
        return read;
    }

    private Index index() {
        Index known = index;
        if (known == null) {
            int[] starts = starts();
            known = new Index(starts, new AtomicReferenceArray<>(starts.length));
            index = known;
        }
        return known;
    }

    private int[] starts() {
        int[] starts = new int[8];
        int count = 0;
        ByteBuffer all = bytes.duplicate();
        StateReader in = new StateReader(all);
        while (all.hasRemaining()) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, 2 * count);
            }
            starts[count++] = all.position();
            in.getSlice(in.getCount());
        }
        return Arrays.copyOf(starts, count);
    }
}
