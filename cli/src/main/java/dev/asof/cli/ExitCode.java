package dev.asof.cli;

/** The exit codes of the command; failures carry theirs in {@link dev.asof.registry.error.ErrorKind}. */
final class ExitCode {
    /** Done, and nothing to complain of. */
    static final int DONE = 0;

    /** Done, and found what should not be: mismatches, refused changes, rejected events. */
    static final int FOUND = 1;

    /** The input or the user is wrong. */
    static final int USER = 2;

    /** The system failed. */
    static final int SYSTEM = 3;

    /** Cancelled with Ctrl-C. */
    static final int CANCELLED = 130;

    private ExitCode() {}
}
