package dev.asof.offline.parquet.encoding;

/** Which rows of a page hold a value: those whose level is the greatest. Not thread-safe. */
public sealed interface DefinitionLevels {

    /**
     * Reads the levels of the next {@code count} rows.
     *
     * @param nulls where the rows {@code from..from + count} are marked that hold none
     * @return how many of them hold a value
     */
    int read(NullMask nulls, int from, int count);

    /** Every row of a column that cannot be null holds a value. */
    static DefinitionLevels none() {
        return new None();
    }

    /** Levels in runs. */
    static DefinitionLevels runs(PageBytes bytes, int greatest) {
        return new Runs(new RunLengthReader(bytes, bitWidth(greatest)), greatest, new IntScratch());
    }

    /** Levels packed from the highest bit of each byte, as writers did before there were runs; they are passed over. */
    static DefinitionLevels packed(PageBytes bytes, int greatest, int rows) {
        return new Packed(bytes.slice(BitUnpacking.byteCount(rows, bitWidth(greatest))), greatest);
    }

    private static int bitWidth(int greatest) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(greatest);
    }

    /** See {@link #none}. */
    record None() implements DefinitionLevels {
        @Override
        public int read(NullMask nulls, int from, int count) {
            return count;
        }
    }

    /** See {@link #runs}. */
    record Runs(RunLengthReader runs, int greatest, IntScratch scratch) implements DefinitionLevels {
        @Override
        public int read(NullMask nulls, int from, int count) {
            int present = 0;
            for (int done = 0; done < count; ) {
                int size = Math.min(count - done, runs.available());
                if (runs.repeats(greatest)) {
                    runs.skip(size);
                    present += size;
                } else {
                    int[] levels = scratch.ofSize(size);
                    runs.take(levels, 0, size);
                    present += nulls.mark(levels, greatest, from + done, size);
                }
                done += size;
            }
            return present;
        }
    }

    /** See {@link #packed}. */
    final class Packed implements DefinitionLevels {
        private final PageBytes bytes;
        private final int greatest;
        private final int width;
        private final long start;
        private long next;

        private Packed(PageBytes bytes, int greatest) {
            this.bytes = bytes;
            this.greatest = greatest;
            this.width = bitWidth(greatest);
            this.start = (long) bytes.position() * Byte.SIZE;
        }

        @Override
        public int read(NullMask nulls, int from, int count) {
            int[] levels = new int[count];
            for (int i = 0; i < count; i++) {
                levels[i] = level();
            }
            return nulls.mark(levels, greatest, from, count);
        }

        private int level() {
            int level = 0;
            for (int i = 0; i < width; i++) {
                long bit = start + next++;
                level = level << 1 | (bytes.data()[(int) (bit >>> 3)] >>> (7 - (bit & 7)) & 1);
            }
            return level;
        }
    }
}
