package dev.asof.offline.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LauncherSharesTest {
    private static final Pattern FLAGS =
            Pattern.compile("-Xmx\\$\\(\\(megabytes \\* (\\d+) / (\\d+)\\)\\)m -XX:NewRatio=(\\d+)"
                    + " -XX:MaxDirectMemorySize=\\$\\(\\(megabytes / (\\d+)\\)\\)m");

    @Test
    void theyAreThoseOfTheScript() throws IOException {
        Matcher flags = FLAGS.matcher(Files.readString(Path.of("../asof")));

        assertThat(flags.find()).isTrue();
        double heap = number(flags, 1) / number(flags, 2);
        double newRatio = number(flags, 3);
        assertThat(LauncherShares.OLD_OF_HEAP).isEqualTo(newRatio / (newRatio + 1));
        assertThat(LauncherShares.HEAP).isBetween(heap * LauncherShares.OLD_OF_HEAP, heap);
        assertThat((double) LauncherShares.BESIDE_HEAP).isEqualTo(number(flags, 4));
    }

    @Test
    void theMemoryThatIsNamedLeavesTheRoomThatIsWanted() {
        long wanted = (10 << 20) + 1;

        assertThat(LauncherShares.memoryOfBesideHeap(wanted)).isEqualTo(11 * 8);
        assertThat(LauncherShares.memoryOfHeap(wanted)).isEqualTo(13);
    }

    private static double number(Matcher flags, int group) {
        return Double.parseDouble(flags.group(group));
    }
}
