package dev.asof.cli;

import dev.asof.registry.catalog.RegistryDelta;
import dev.asof.registry.catalog.RegistrySnapshot;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code asof plan}. */
@Command(
        name = "plan",
        description = "Show what an apply would change: + new, ~ changed, - gone from the files, ! refused.",
        footer = {"", "Exits with 1 if an apply would be refused.", "", "Examples:", "  asof plan", "  asof plan --json"
        })
final class PlanCommand implements Callable<Integer> {
    private final Context context;

    PlanCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        RepositoryDefinitions definitions = new RepositoryDefinitions(context.repository());
        RegistrySnapshot registered = definitions.registered();
        RegistryDelta delta =
                RegistryDelta.between(registered, definitions.check(registered).definitions());
        Plan plan = Plan.of(delta);
        context.show(plan);
        return plan.applicable() ? ExitCode.DONE : ExitCode.FOUND;
    }
}
