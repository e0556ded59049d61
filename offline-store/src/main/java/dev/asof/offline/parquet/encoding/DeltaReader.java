package dev.asof.offline.parquet.encoding;

import java.util.Arrays;

/**
 * DELTA_BINARY_PACKED: the first number, then blocks of differences, each over the block's least, bit-packed in
 * miniblocks of a width of their own. Sums wrap as the writer's differences did. Not thread-safe.
 *
 * <pre>
 * page  := varint(block size) varint(miniblocks a block) varint(count) zigzag(first) block*
 * block := zigzag(least) width* miniblock*
 * </pre>
 */
final class DeltaReader implements LongValues {
    private static final int MOST_BLOCK = 1 << 20;

    private final PageBytes bytes;
    private final int miniblockSize;
    private final int[] widths;
    private final int count;
    private long last;
    private long least;
    private int done;
    private int miniblock;
    private int leftInMiniblock;
    private long bit;

    private DeltaReader(PageBytes bytes, int blockSize, int miniblocks, int count, long first) {
        this.bytes = bytes;
        this.miniblockSize = blockSize / miniblocks;
        this.widths = new int[miniblocks];
        this.miniblock = miniblocks;
        this.count = count;
        this.last = first;
    }

    /**
     * Reads the header. Where there is none, as in a page of nulls, there are no numbers.
     *
     * @param most the most numbers that may be there
     */
    static DeltaReader of(PageBytes bytes, int most) {
        if (bytes.remaining() == 0) {
            return new DeltaReader(bytes, 1, 1, 0, 0);
        }
        int blockSize = bytes.readVarInt();
        int miniblocks = bytes.readVarInt();
        if (blockSize <= 0 || blockSize > MOST_BLOCK || miniblocks <= 0 || blockSize % miniblocks != 0) {
            throw new DamagedPageException("a page states " + miniblocks + " miniblocks in a block of " + blockSize);
        }
        int count = bytes.readVarInt();
        if (count > most) {
            throw new DamagedPageException("a page of " + most + " values states " + count + " differences");
        }
        return new DeltaReader(bytes, blockSize, miniblocks, count, bytes.readZigZag());
    }

    @Override
    public void read(long[] target, int from, int size) {
        if (size > count - done) {
            throw new DamagedPageException(
                    "a page has " + (count - done) + " values left where " + size + " should be");
        }
        int row = from;
        int end = from + size;
        if (done == 0 && size > 0) {
            target[row++] = last;
        }
        while (row < end) {
            row += readOfMiniblock(target, row, end - row);
        }
        done += size;
    }

    @Override
    public void end() {
        if (done != count) {
            throw new DamagedPageException("a page of " + done + " values states " + count);
        }
    }

    private int readOfMiniblock(long[] target, int from, int most) {
        if (leftInMiniblock == 0) {
            nextMiniblock();
        }
        int size = Math.min(most, leftInMiniblock);
        int width = widths[miniblock];
        long sum = last;
        if (width == 0) {
            for (int row = from; row < from + size; row++) {
                sum += least;
                target[row] = sum;
            }
        } else {
            BitUnpacking.unpack(bytes.data(), bit, width, target, from, size);
            for (int row = from; row < from + size; row++) {
                sum += least + target[row];
                target[row] = sum;
            }
        }
        last = sum;
        bit += (long) size * width;
        leftInMiniblock -= size;
        return size;
    }

    private void nextMiniblock() {
        miniblock++;
        if (miniblock >= widths.length) {
            nextBlock();
        }
        int width = widths[miniblock];
        if (width > Long.SIZE) {
            throw new DamagedPageException("a page states differences of " + width + " bits");
        }
        bit = (long) bytes.position() * Byte.SIZE;
        bytes.take(BitUnpacking.byteCount(miniblockSize, width));
        leftInMiniblock = miniblockSize;
    }

    private void nextBlock() {
        least = bytes.readZigZag();
        for (int i = 0; i < widths.length; i++) {
            widths[i] = bytes.readByte();
        }
        miniblock = 0;
    }

    /** All numbers, which are lengths of at most 31 bits; afterwards the bytes stand behind the last miniblock. */
    static int[] readLengths(PageBytes bytes, int most) {
        DeltaReader reader = of(bytes, most);
        long[] lengths = new long[reader.count];
        reader.read(lengths, 0, lengths.length);
        if (Arrays.stream(lengths).anyMatch(length -> (int) length < 0)) {
            throw new DamagedPageException("a page states a negative length");
        }
        return Arrays.stream(lengths).mapToInt(length -> (int) length).toArray();
    }
}
