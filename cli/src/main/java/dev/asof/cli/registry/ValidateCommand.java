package dev.asof.cli.registry;

import dev.asof.cli.console.Counts;
import dev.asof.cli.console.Result;
import dev.asof.cli.context.Context;
import dev.asof.cli.context.ExitCode;
import dev.asof.offline.input.SourceFiles;
import dev.asof.registry.catalog.Definitions;
import dev.asof.registry.catalog.FeatureView;
import dev.asof.registry.definition.DefinitionCheck;
import dev.asof.registry.diagnostic.Diagnostic;
import dev.asof.registry.error.ErrorKind;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code asof validate}. */
@Command(
        name = "validate",
        description = "Check the definitions; show every problem with its place.",
        footer = {"", "Examples:", "  asof validate", "  asof -C fraud-features validate --json"})
public final class ValidateCommand implements Callable<Integer> {
    private final Context context;

    public ValidateCommand(Context context) {
        this.context = context;
    }

    /** The number of definitions, or what is wrong with them. */
    record Validation(
            boolean valid,
            int entities,
            int sources,
            int featureViews,
            int features,
            int onDemandViews,
            int featureServices,
            List<Diagnostic> problems,
            List<String> warnings)
            implements Result {

        static Validation of(Definitions definitions, List<String> warnings) {
            return new Validation(
                    true,
                    definitions.entities().size(),
                    definitions.sources().size(),
                    definitions.views().size(),
                    definitions.views().values().stream()
                            .map(FeatureView::features)
                            .mapToInt(List::size)
                            .sum(),
                    definitions.onDemandViews().size(),
                    definitions.services().size(),
                    List.of(),
                    warnings);
        }

        static Validation of(List<Diagnostic> problems) {
            return new Validation(false, 0, 0, 0, 0, 0, 0, problems, List.of());
        }

        @Override
        public void print(PrintStream out) {
            out.println("Valid: " + Counts.counted(entities, "entity", "entities") + ", "
                    + Counts.counted(sources, "source") + ", "
                    + Counts.counted(featureViews, "feature view") + " with "
                    + Counts.counted(features, "feature") + ", "
                    + (onDemandViews == 0 ? "" : Counts.counted(onDemandViews, "on-demand view") + ", ")
                    + Counts.counted(featureServices, "feature service") + ".");
            warnings.forEach(warning -> out.println("warning: " + warning));
        }
    }

    @Override
    public Integer call() {
        RepositoryDefinitions definitions = new RepositoryDefinitions(context.repository());
        DefinitionCheck check = definitions.check(definitions.registered());
        if (!check.problems().isEmpty() && context.options().isJson()) {
            context.show(Validation.of(check.problems()));
            return ErrorKind.USER.exitCode();
        }
        context.show(Validation.of(check.definitions(), warnings(check.definitions())));
        return ExitCode.DONE;
    }

    /** A path with a mistake in it looks like a source that is only ingested. */
    private List<String> warnings(Definitions definitions) {
        return definitions.sources().values().stream()
                .filter(source -> !SourceFiles.areThere(context.repository().root(), source))
                .map(source -> "no file matches the path of source '" + source.name() + "', " + source.path()
                        + ": its features know ingested events alone")
                .toList();
    }
}
