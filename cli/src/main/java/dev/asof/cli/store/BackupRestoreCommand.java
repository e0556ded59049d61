package dev.asof.cli.store;

import dev.asof.cli.context.Context;
import dev.asof.cli.context.ExitCode;
import dev.asof.online.backup.Backup;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code asof backup restore}. */
@Command(
        name = "restore",
        description = "Verify a backup, and put it into a repository that has no working data yet.",
        footer = {
            "",
            "Examples:",
            "  asof backup restore /backups/monday",
            "  asof -C /new/checkout backup restore /backups/monday"
        })
public final class BackupRestoreCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(paramLabel = "DIR", description = "The backup's folder.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    public BackupRestoreCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Backup backup = new Backup(context.resolve(folder));
        context.show(ShownBackup.of("restored", backup.restore(context.repository())));
        return ExitCode.DONE;
    }
}
