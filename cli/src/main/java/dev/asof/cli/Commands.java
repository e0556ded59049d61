package dev.asof.cli;

import dev.asof.cli.context.Context;
import dev.asof.cli.dataset.DatasetBuildCommand;
import dev.asof.cli.dataset.DatasetCommand;
import dev.asof.cli.dataset.DatasetRebuildCommand;
import dev.asof.cli.dataset.DatasetShowCommand;
import dev.asof.cli.example.DemoCommand;
import dev.asof.cli.example.InitCommand;
import dev.asof.cli.ingest.IngestCommand;
import dev.asof.cli.lookup.GetCommand;
import dev.asof.cli.registry.ApplyCommand;
import dev.asof.cli.registry.ListCommand;
import dev.asof.cli.registry.PlanCommand;
import dev.asof.cli.registry.ShowCommand;
import dev.asof.cli.registry.ValidateCommand;
import dev.asof.cli.store.BackupCommand;
import dev.asof.cli.store.BackupCreateCommand;
import dev.asof.cli.store.BackupRestoreCommand;
import dev.asof.cli.store.BackupVerifyCommand;
import dev.asof.cli.store.CompactCommand;
import dev.asof.cli.store.EraseCommand;
import dev.asof.cli.store.LoadCommand;
import dev.asof.cli.store.QuarantineCommand;
import dev.asof.cli.store.QuarantineListCommand;
import dev.asof.cli.store.QuarantineReplayCommand;
import dev.asof.cli.store.ServeCommand;
import dev.asof.cli.store.StateCommand;
import dev.asof.cli.store.StateShowCommand;
import dev.asof.cli.store.StatusCommand;
import dev.asof.cli.verify.VerifyCommand;
import picocli.CommandLine;

/** The commands, in the order in which help lists them. */
final class Commands {
    private Commands() {}

    /** Adds {@code serve} alone: to make all of them takes longer than a server has to start. */
    static void addServeTo(CommandLine asof, Context context) {
        asof.addSubcommand(new ServeCommand(context));
    }

    static void addTo(CommandLine asof, Context context) {
        asof.addSubcommand(new DemoCommand(context, Asof::run))
                .addSubcommand(new InitCommand(context))
                .addSubcommand(new ValidateCommand(context))
                .addSubcommand(new PlanCommand(context))
                .addSubcommand(new ApplyCommand(context))
                .addSubcommand(new ListCommand(context))
                .addSubcommand(new ShowCommand(context))
                .addSubcommand(dataset(context))
                .addSubcommand(new LoadCommand(context))
                .addSubcommand(new ServeCommand(context))
                .addSubcommand(new GetCommand(context))
                .addSubcommand(new IngestCommand(context))
                .addSubcommand(new StatusCommand(context))
                .addSubcommand(new VerifyCommand(context))
                .addSubcommand(quarantine(context))
                .addSubcommand(new CommandLine(new StateCommand()).addSubcommand(new StateShowCommand(context)))
                .addSubcommand(new EraseCommand(context))
                .addSubcommand(backup(context))
                .addSubcommand(new CompactCommand(context))
                .addSubcommand(new HelpCommand())
                .addSubcommand(new VersionCommand(context))
                .addSubcommand(new CompletionCommand(context));
    }

    private static CommandLine dataset(Context context) {
        return new CommandLine(new DatasetCommand())
                .addSubcommand(new DatasetBuildCommand(context))
                .addSubcommand(new DatasetShowCommand(context))
                .addSubcommand(new DatasetRebuildCommand(context));
    }

    private static CommandLine backup(Context context) {
        return new CommandLine(new BackupCommand())
                .addSubcommand(new BackupCreateCommand(context))
                .addSubcommand(new BackupVerifyCommand(context))
                .addSubcommand(new BackupRestoreCommand(context));
    }

    private static CommandLine quarantine(Context context) {
        return new CommandLine(new QuarantineCommand())
                .addSubcommand(new QuarantineListCommand(context))
                .addSubcommand(new QuarantineReplayCommand(context));
    }
}
