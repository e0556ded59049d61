package dev.asof.cli.store;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code asof backup}. */
@Command(
        name = "backup",
        synopsisSubcommandLabel = "COMMAND",
        description = "Copy all that Asof keeps of a repository, while it is served; check copies, and put them back.",
        footer = {
            "",
            "A backup has the online store as of one moment, the registry, the archive and the quarantine. The",
            "definitions and the sources' files are not in it.",
            "",
            "Examples:",
            "  asof backup create /backups/monday",
            "  asof backup verify /backups/monday",
            "  asof backup restore /backups/monday"
        })
public final class BackupCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command, such as 'asof backup create DIR'.");
    }
}
