package dev.asof.cli.registry;

import dev.asof.cli.context.Context;
import dev.asof.cli.context.ExitCode;
import dev.asof.registry.catalog.RegistryDelta;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code asof plan}. */
@Command(
        name = "plan",
        description = "Show what an apply would change: + new, ~ changed, - gone from the files, ! refused.",
        footer = {"", "Exits with 1 if an apply would be refused.", "", "Examples:", "  asof plan", "  asof plan --json"
        })
public final class PlanCommand implements Callable<Integer> {
    private final Context context;

    public PlanCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        RepositoryDefinitions definitions = new RepositoryDefinitions(context.repository());
        RegistryDelta delta = definitions.delta();
        Plan plan = Plan.of(delta, definitions.warnings(delta));
        context.show(plan);
        return plan.applicable() ? ExitCode.DONE : ExitCode.FOUND;
    }
}
