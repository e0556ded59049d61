package dev.asof.online.state.bulk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;

/**
 * The events of one record that are too many for memory. They lie on disk, and come in parts, each of which is earlier than the next
 * one: so that what is made of a part is mostly not touched by those after it. One thread's.
 */
final class LongRecord implements AutoCloseable {
    private static final int EVENTS_PER_SAMPLE = 64;
    private static final int MOST_PARTS = 256;

    private final Path folder;
    private final FrameTimes times;
    private final int partBytes;
    private final FramesFile asTheyCame;
    private long bytes;
    private long events;
    private long[] sample = new long[1 << 10];
    private int sampled;

    /**
     * @param folder for what lies on disk
     * @param partBytes about how many bytes a part has at most
     */
    LongRecord(Path folder, FrameTimes times, int partBytes) {
        this.folder = folder;
        this.times = times;
        this.partBytes = partBytes;
        try {
            this.asTheyCame = FramesFile.create(folder.resolve("long"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds frames of events. */
    void add(byte[] frames) {
        bytes += frames.length;
        times.forEach(frames, (from, to, micros) -> {
            if (events++ % EVENTS_PER_SAMPLE == 0) {
                sample(micros);
            }
        });
        try {
            asTheyCame.add(frames, 0, frames.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void sample(long micros) {
        if (sampled == sample.length) {
            sample = Arrays.copyOf(sample, 2 * sampled);
        }
        sample[sampled++] = micros;
    }

    /**
     * What all parts come to, one after the other.
     *
     * @param into takes what those before came to, at first no bytes, and the frames of a part
     */
    byte[] reduce(BinaryOperator<byte[]> into) {
        List<FramesFile> parts = new ArrayList<>();
        try {
            long[] bounds = bounds();
            for (int i = 0; i <= bounds.length; i++) {
                parts.add(FramesFile.create(folder.resolve("long-" + i)));
            }
            asTheyCame.forEach(partBytes, frames -> distribute(frames, bounds, parts));
            Reduction reduction = new Reduction(into);
            for (FramesFile part : parts) {
                part.forEach(partBytes, reduction::add);
                part.close();
            }
            return reduction.result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            parts.forEach(LongRecord::close);
        }
    }

    /** The times at which parts begin, but for the first one. */
    private long[] bounds() {
        Arrays.sort(sample, 0, sampled);
        int parts = (int) Math.min(2 * bytes / partBytes + 1, MOST_PARTS);
        long[] bounds = new long[parts - 1];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = sample[(int) ((i + 1L) * sampled / parts)];
        }
        return bounds;
    }

    private void distribute(byte[] frames, long[] bounds, List<FramesFile> parts) {
        times.forEach(frames, (from, to, micros) -> {
            int found = Arrays.binarySearch(bounds, micros);
            try {
                parts.get(found < 0 ? -found - 1 : found + 1).add(frames, from, to);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** What parts came to so far. */
    private static final class Reduction {
        private final BinaryOperator<byte[]> into;
        private byte[] result = {};

        Reduction(BinaryOperator<byte[]> into) {
            this.into = into;
        }

        void add(byte[] part) {
            result = into.apply(result, part);
        }
    }

    @Override
    public void close() {
        close(asTheyCame);
    }

    private static void close(FramesFile file) {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
