package dev.asof.offline.column;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.lang.management.ManagementFactory;

/** What the JVM allows beside its heap. */
public final class DirectRoom {
    private DirectRoom() {}

    /** As much as the heap may have, unless a flag says something else. */
    public static long bytes() {
        long flag = Long.parseLong(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption("MaxDirectMemorySize")
                .getValue());
        return flag > 0 ? flag : Runtime.getRuntime().maxMemory();
    }

    /**
     * The refusal of what has no room there.
     *
     * @param bytes what it takes
     * @param what in the singular, such as {@code "a record batch of 1,000 rows"}
     * @return {@code LIMIT_EXCEEDED}, with the memory that would be enough
     */
    public static AsofException refusal(long bytes, String what, Throwable cause) {
        return new AsofException(
                ErrorCode.LIMIT_EXCEEDED,
                "Cannot build with " + LauncherShares.megabytes(bytes()) + " MB beside the heap: " + what + " takes "
                        + LauncherShares.megabytes(bytes)
                        + " MB there at one time. Allow at least " + LauncherShares.memoryOfBesideHeap(bytes)
                        + " MB with --memory.",
                cause);
    }
}
