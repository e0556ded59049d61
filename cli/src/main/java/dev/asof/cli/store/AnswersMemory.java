package dev.asof.cli.store;

import com.sun.management.OperatingSystemMXBean;
import dev.asof.offline.column.DirectRoom;
import java.lang.management.ManagementFactory;

/**
 * How much memory answers that last may take where nobody says it: a sixteenth of the machine's, but at most three quarters of
 * what the JVM allows beside its heap.
 */
final class AnswersMemory {
    private static final int SHARE = 16;

    private AnswersMemory() {}

    static int usualMib() {
        var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return (int) (Math.min(machine.getTotalMemorySize() / SHARE, DirectRoom.bytes() / 4 * 3) >> 20);
    }
}
