package dev.asof.cli;

import picocli.CommandLine;

/** The commands, in the order in which help lists them. */
final class Commands {
    private Commands() {}

    static void addTo(CommandLine asof, Context context) {
        asof.addSubcommand(new DemoCommand(context))
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
                .addSubcommand(new VersionCommand(context))
                .addSubcommand(new CompletionCommand(context));
    }

    private static CommandLine dataset(Context context) {
        return new CommandLine(new DatasetCommand())
                .addSubcommand(new DatasetBuildCommand(context))
                .addSubcommand(new DatasetShowCommand(context));
    }

    private static CommandLine quarantine(Context context) {
        return new CommandLine(new QuarantineCommand()).addSubcommand(new QuarantineListCommand(context));
    }
}
