package dev.asof.offline.parquet.encoding;

/** The positions in a dictionary that stand in a page for its values. Not thread-safe. */
public final class Codes {
    private final RunLengthReader runs;
    private final int dictionarySize;
    private final IntScratch scratch = new IntScratch();

    /** @param bytes the width of a code in one byte, then runs */
    public Codes(PageBytes bytes, int dictionarySize) {
        this.runs = new RunLengthReader(bytes, bytes.remaining() == 0 ? 0 : bytes.readByte());
        this.dictionarySize = dictionarySize;
    }

    /** Reads the next {@code count} codes, each of which is in the dictionary. */
    public void read(int[] target, int from, int count) {
        runs.read(target, from, count);
        requireWithin(target, from, count);
    }

    /** The next {@code count} codes, valid until the next call. */
    int[] next(int count) {
        int[] codes = scratch.ofSize(count);
        read(codes, 0, count);
        return codes;
    }

    private void requireWithin(int[] codes, int from, int count) {
        int least = 0;
        int greatest = -1;
        for (int i = from; i < from + count; i++) {
            least = Math.min(least, codes[i]);
            greatest = Math.max(greatest, codes[i]);
        }
        if (least < 0 || greatest >= dictionarySize) {
            throw new DamagedPageException("a page asks for value " + (least < 0 ? least : greatest)
                    + " of a dictionary of " + dictionarySize);
        }
    }
}
