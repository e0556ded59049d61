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
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;

/** The commands, in the order in which help lists them. */
enum Subcommand {
    DEMO,
    INIT,
    VALIDATE,
    PLAN,
    APPLY,
    LIST,
    SHOW,
    DATASET,
    LOAD,
    SERVE,
    GET,
    INGEST,
    STATUS,
    VERIFY,
    QUARANTINE,
    STATE,
    ERASE,
    BACKUP,
    COMPACT,
    HELP,
    VERSION,
    COMPLETION;

    /** The command of that name; empty if there is none. */
    static Optional<Subcommand> named(String name) {
        return Arrays.stream(values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name))
                .findAny();
    }

    /** Whether it needs all commands, to describe them. */
    boolean tellsOfOthers() {
        return this == HELP || this == COMPLETION;
    }

    void addTo(CommandLine asof, Context context) {
        asof.addSubcommand(make(context));
    }

    private Object make(Context context) {
        return switch (this) {
            case DEMO -> new DemoCommand(context, Asof::run);
            case INIT -> new InitCommand(context);
            case VALIDATE -> new ValidateCommand(context);
            case PLAN -> new PlanCommand(context);
            case APPLY -> new ApplyCommand(context);
            case LIST -> new ListCommand(context);
            case SHOW -> new ShowCommand(context);
            case DATASET -> dataset(context);
            case LOAD -> new LoadCommand(context);
            case SERVE -> new ServeCommand(context);
            case GET -> new GetCommand(context);
            case INGEST -> new IngestCommand(context);
            case STATUS -> new StatusCommand(context);
            case VERIFY -> new VerifyCommand(context);
            case QUARANTINE -> quarantine(context);
            case STATE -> new CommandLine(new StateCommand()).addSubcommand(new StateShowCommand(context));
            case ERASE -> new EraseCommand(context);
            case BACKUP -> backup(context);
            case COMPACT -> new CompactCommand(context);
            case HELP -> new HelpCommand();
            case VERSION -> new VersionCommand(context);
            case COMPLETION -> new CompletionCommand(context);
        };
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
