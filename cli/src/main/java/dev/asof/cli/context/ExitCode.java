package dev.asof.cli.context;

/** The exit codes of the command; failures carry theirs in {@link dev.asof.registry.error.ErrorKind}. */
public final class ExitCode {
    /** Done, and nothing to complain of. */
    public static final int DONE = 0;

    /** Done, and found what should not be: mismatches, refused changes, rejected events. */
    public static final int FOUND = 1;

    /** Cancelled with Ctrl-C. */
    public static final int CANCELLED = 130;

    private ExitCode() {}
}
