package dev.asof.offline.parquet.encoding;

/** Bytes that no writer of the encoding can have written; the message says why. */
public final class DamagedPageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DamagedPageException(String message) {
        super(message);
    }
}
