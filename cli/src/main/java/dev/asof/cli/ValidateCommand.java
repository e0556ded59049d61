package dev.asof.cli;

import dev.asof.cli.console.Numbers;
import dev.asof.cli.console.Result;
import dev.asof.registry.catalog.Definitions;
import dev.asof.registry.catalog.FeatureView;
import dev.asof.registry.definition.DefinitionCheck;
import dev.asof.registry.diagnostic.Diagnostic;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code asof validate}. */
@Command(
        name = "validate",
        description = "Check the definitions; show every problem with its place.",
        footer = {"", "Examples:", "  asof validate", "  asof -C fraud-features validate --json"})
final class ValidateCommand implements Callable<Integer> {
    private final Context context;

    ValidateCommand(Context context) {
        this.context = context;
    }

    /** The number of definitions, or what is wrong with them. */
    record Validation(
            boolean valid,
            int entities,
            int sources,
            int featureViews,
            int features,
            int featureServices,
            List<Diagnostic> problems)
            implements Result {

        static Validation of(Definitions definitions) {
            return new Validation(
                    true,
                    definitions.entities().size(),
                    definitions.sources().size(),
                    definitions.views().size(),
                    definitions.views().values().stream()
                            .map(FeatureView::features)
                            .mapToInt(List::size)
                            .sum(),
                    definitions.services().size(),
                    List.of());
        }

        static Validation of(List<Diagnostic> problems) {
            return new Validation(false, 0, 0, 0, 0, 0, problems);
        }

        @Override
        public void print(PrintStream out) {
            out.println("Valid: " + Numbers.counted(entities, "entity", "entities") + ", "
                    + Numbers.counted(sources, "source") + ", "
                    + Numbers.counted(featureViews, "feature view") + " with "
                    + Numbers.counted(features, "feature") + ", "
                    + Numbers.counted(featureServices, "feature service") + ".");
        }
    }

    @Override
    public Integer call() {
        RepositoryDefinitions definitions = new RepositoryDefinitions(context.repository());
        DefinitionCheck check = definitions.check(definitions.registered());
        if (!check.problems().isEmpty() && context.options().json) {
            context.show(Validation.of(check.problems()));
            return ExitCode.USER;
        }
        context.show(Validation.of(check.definitions()));
        return ExitCode.DONE;
    }
}
