package dev.asof.registry.compute.program;

/** How what stands in order is cut into pieces: as few as have room for all. */
enum Cut {
    /** Each piece is filled before another one is begun. */
    FULL,
    /** All pieces are of about the same length. */
    EQUAL;

    /**
     * Where each piece ends, the last one at the end of all.
     *
     * @param most the room of one piece
     */
    int[] ends(int count, int most) {
        int[] ends = new int[(count + most - 1) / most];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = switch (this) {
                case FULL -> Math.min(count, (i + 1) * most);
                case EQUAL -> (int) ((long) count * (i + 1) / ends.length);
            };
        }
        return ends;
    }
}
