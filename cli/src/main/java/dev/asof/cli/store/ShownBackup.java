package dev.asof.cli.store;

import dev.asof.cli.console.Counts;
import dev.asof.cli.console.Result;
import dev.asof.online.backup.BackupReport;
import java.io.PrintStream;

/**
 * What was done with a backup.
 *
 * @param outcome {@code written}, {@code sound} or {@code restored}
 */
record ShownBackup(String outcome, String folder, long files, long bytes) implements Result {

    static ShownBackup of(String outcome, BackupReport report) {
        return new ShownBackup(outcome, report.folder(), report.files(), report.bytes());
    }

    @Override
    public void print(PrintStream out) {
        out.println("The backup " + folder + " is " + outcome + ": " + Counts.counted(files, "file") + ", "
                + Counts.counted(bytes, "byte") + ".");
    }
}
