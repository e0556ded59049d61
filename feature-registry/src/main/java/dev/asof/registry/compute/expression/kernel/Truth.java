package dev.asof.registry.compute.expression.kernel;

/** The two truth values, as a bool column holds them. */
public enum Truth {
    FALSE(0),
    TRUE(1);

    private final long value;

    Truth(long value) {
        this.value = value;
    }

    public long value() {
        return value;
    }
}
