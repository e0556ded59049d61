package dev.asof.registry.error;

/** Who can mend an error. The command line and the gRPC edge each map the kind once. */
public enum ErrorKind {
    /** The input or the user is wrong; trying again unchanged cannot help. */
    USER(2),
    /** What was asked for does not exist. */
    NOT_FOUND(2),
    /** The system is not in the state that the call needs; the message names the remedy. */
    PRECONDITION(2),
    /** A limit on size or resources is exceeded, or a resource is taken; trying later may help. */
    RESOURCE(3),
    /** The system cannot be reached or is stopping; trying again helps. */
    UNAVAILABLE(3),
    /** A file cannot be read or written: the disk is full or fails, or a permission lacks; who runs the system can mend that. */
    STORAGE(3),
    /** Stored data is damaged or cannot be read. */
    DATA_LOSS(3),
    /** A defect of Asof. */
    INTERNAL(3);

    private final int exitCode;

    ErrorKind(int exitCode) {
        this.exitCode = exitCode;
    }

    /** The exit code of the command line: 2 the input or the user is wrong, 3 the system failed. */
    public int exitCode() {
        return exitCode;
    }
}
