package dev.asof.cli.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.online.backup.BackupReport;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ShownBackupTest {
    private static String text(ShownBackup shown) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        shown.print(new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aRestoreSaysWhatWasPutBack() {
        assertThat(text(ShownBackup.of("restored", new BackupReport("/backups/monday", 12, 3_456_789))))
                .isEqualTo("The backup /backups/monday is restored: 12 files, 3,456,789 bytes.\n");
    }
}
