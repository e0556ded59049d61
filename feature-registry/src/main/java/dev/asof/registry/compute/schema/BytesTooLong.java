package dev.asof.registry.compute.schema;

/** Bytes that have to lie in one array, as those of a column's values do, are longer together than an array can be. */
public final class BytesTooLong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private BytesTooLong(long length) {
        super(length + " bytes do not fit into one array");
    }

    /** The length of bytes together with more of them. */
    public static int plus(int length, int more) {
        return checked((long) length + more);
    }

    /**
     * A length that an array can have.
     *
     * @throws BytesTooLong if none can
     */
    public static int checked(long length) {
        if (length > Integer.MAX_VALUE) {
            throw new BytesTooLong(length);
        }
        return (int) length;
    }
}
