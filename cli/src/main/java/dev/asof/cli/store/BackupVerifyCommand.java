package dev.asof.cli.store;

import dev.asof.cli.context.Context;
import dev.asof.cli.context.ExitCode;
import dev.asof.online.backup.Backup;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code asof backup verify}. */
@Command(
        name = "verify",
        description = "Read all of a backup, and check every file by its hash.",
        footer = {"", "Examples:", "  asof backup verify /backups/monday"})
public final class BackupVerifyCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(paramLabel = "DIR", description = "The backup's folder.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    public BackupVerifyCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        context.show(ShownBackup.of("sound", new Backup(context.resolve(folder)).verify()));
        return ExitCode.DONE;
    }
}
