package dev.asof.it.generate;

/** How many of the values of a column are null. */
public enum NullPattern {
    NONE(0),
    SOME(12),
    MOST(60),
    ALL(100);

    private final int percent;

    NullPattern(int percent) {
        this.percent = percent;
    }

    /** Of a hundred values. */
    int percent() {
        return percent;
    }
}
