package dev.asof.cli.store;

import dev.asof.cli.context.Context;
import dev.asof.cli.context.ExitCode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code asof backup create}. */
@Command(
        name = "create",
        description = "Write a backup; a server that runs on the store writes it and goes on.",
        footer = {"", "Examples:", "  asof backup create /backups/monday"})
public final class BackupCreateCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(paramLabel = "DIR", description = "The backup's folder.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Mixin
    private final ServerOption server = new ServerOption();

    public BackupCreateCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        try (StoreAccess store = StoreAccess.open(context, server)) {
            context.show(ShownBackup.of("written", store.backup(context.resolve(folder))));
        }
        return ExitCode.DONE;
    }
}
