package dev.asof.it.fault;

import java.util.List;
import java.util.Locale;

/** What happens to a server. */
enum Fault {
    /** SIGKILL. */
    KILL(List.of()),
    /** What was never synced is gone. */
    POWER_LOSS(List.of()),
    /** No room on the disk for a while. */
    FULL_DISK(List.of()),
    /** One fsync in ten fails for a while. */
    FAILING_FSYNC(List.of("posix/io/sync/fsync", "posix/io/sync/fdatasync")),
    /** One write in ten writes less than it was to, for a while. */
    SHORT_WRITE(List.of("posix/io/rw/write/reduce", "posix/io/rw/pwrite/reduce")),
    /** A bit of a file with sorted data, or of the log, is another one. */
    FLIPPED_BITS(List.of());

    private final List<String> failingCalls;

    Fault(List<String> failingCalls) {
        this.failingCalls = failingCalls;
    }

    List<String> failingCalls() {
        return failingCalls;
    }

    boolean needsDisk() {
        return this == POWER_LOSS || this == FULL_DISK;
    }

    boolean needsFailingCalls() {
        return !failingCalls.isEmpty();
    }

    /** Whether this machine can make it happen. */
    boolean isPossible() {
        return needsDisk() ? LoopDisk.isPossible() : !needsFailingCalls() || FailingCalls.isPossible();
    }

    static Fault named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
