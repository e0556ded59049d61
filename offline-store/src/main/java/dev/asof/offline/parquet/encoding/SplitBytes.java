package dev.asof.offline.parquet.encoding;

/** BYTE_STREAM_SPLIT: the first bytes of all values, then their second bytes, and so on; integers, sign-extended. */
final class SplitBytes implements LongValues {
    private final byte[] data;
    private final int start;
    private final int width;
    private final int size;
    private int next;

    /** @param width the bytes of a value, 4 or 8 */
    SplitBytes(PageBytes bytes, int width) {
        if (bytes.remaining() % width != 0) {
            throw new DamagedPageException("a page of " + bytes.remaining() + " bytes holds values of " + width);
        }
        this.data = bytes.data();
        this.width = width;
        this.size = bytes.remaining() / width;
        this.start = bytes.take(bytes.remaining());
    }

    @Override
    public void read(long[] target, int from, int count) {
        if (count > size - next) {
            throw new DamagedPageException(
                    "a page has " + (size - next) + " values left where " + count + " should be");
        }
        int top = start + (width - 1) * size + next;
        for (int i = 0; i < count; i++) {
            target[from + i] = data[top + i];
        }
        for (int part = width - 2; part >= 0; part--) {
            int stream = start + part * size + next;
            for (int i = 0; i < count; i++) {
                target[from + i] = target[from + i] << Byte.SIZE | (data[stream + i] & 0xFF);
            }
        }
        next += count;
    }

    @Override
    public void end() {
        if (next != size) {
            throw new DamagedPageException("a page of " + next + " values holds bytes of " + size);
        }
    }
}
