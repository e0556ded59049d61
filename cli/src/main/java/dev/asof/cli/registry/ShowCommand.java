package dev.asof.cli.registry;

import dev.asof.cli.console.Result;
import dev.asof.cli.context.Context;
import dev.asof.cli.context.ExitCode;
import dev.asof.registry.catalog.DerivedFeature;
import dev.asof.registry.catalog.Feature;
import dev.asof.registry.catalog.FeatureRef;
import dev.asof.registry.catalog.FeatureView;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.diagnostic.Quoted;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.error.NearestName;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code asof show}. */
@Command(
        name = "show",
        description = "Show a registered definition with all that was resolved: types, rules, fingerprint.",
        footer = {
            "",
            "Examples:",
            "  asof show customer",
            "  asof show customer_spend@1",
            "  asof show customer_spend@1:spend_30d",
            "  asof show churn --json"
        })
public final class ShowCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(
            paramLabel = "NAME",
            description = "An entity, a source, a view or service (without @version the newest), or a feature.")
    @SuppressWarnings("NullAway.Init")
    private String name;

    public ShowCommand(Context context) {
        this.context = context;
    }

    /** A definition as keys and values, in the terms of the definition files. */
    record Shown(List<Map<String, Object>> definitions) implements Result {
        @Override
        public void print(PrintStream out) {
            for (int i = 0; i < definitions.size(); i++) {
                if (i > 0) {
                    out.println("---");
                }
                print(out, "", definitions.get(i));
            }
        }

        private static void print(PrintStream out, String indent, Map<?, ?> values) {
            values.forEach((key, value) -> {
                switch (value) {
                    case Map<?, ?> nested
                    when nested.values().stream().anyMatch(Map.class::isInstance) -> {
                        out.println(indent + key + ":");
                        print(out, indent + "  ", nested);
                    }
                    case Map<?, ?> flat -> out.println(indent + key + ": " + flow(flat));
                    default -> out.println(indent + key + ": " + value);
                }
            });
        }

        private static String flow(Map<?, ?> values) {
            List<String> parts = new ArrayList<>();
            values.forEach((key, value) -> parts.add(key + ": " + value));
            return "{" + String.join(", ", parts) + "}";
        }
    }

    @Override
    public Integer call() {
        RegistrySnapshot registry = new RepositoryDefinitions(context.repository()).registered();
        List<Map<String, Object>> found = new ArrayList<>();
        FeatureRef.parse(name).ifPresent(ref -> found.add(feature(registry, ref)));
        registry.entity(name).ifPresent(entity -> found.add(DefinitionSheet.entity(entity)));
        registry.source(name).ifPresent(source -> found.add(DefinitionSheet.source(source)));
        id(registry.newestView(name)).flatMap(registry::view).ifPresent(view -> found.add(DefinitionSheet.view(view)));
        id(registry.newestOnDemandView(name))
                .flatMap(registry::onDemandView)
                .ifPresent(view -> found.add(DefinitionSheet.onDemand(view)));
        id(registry.newestService(name))
                .flatMap(registry::service)
                .ifPresent(service -> found.add(DefinitionSheet.service(service)));
        if (found.isEmpty()) {
            throw unknown(registry);
        }
        context.show(new Shown(found));
        return ExitCode.DONE;
    }

    private Optional<VersionedName> id(OptionalInt newest) {
        return newest.isPresent() ? Optional.of(new VersionedName(name, newest.getAsInt())) : VersionedName.parse(name);
    }

    private static Map<String, Object> feature(RegistrySnapshot registry, FeatureRef ref) {
        return registry.onDemandView(ref.view())
                .map(view -> DefinitionSheet.feature(
                        ref,
                        view.feature(ref.feature())
                                .orElseThrow(() -> noFeature(
                                        ref,
                                        view.features().stream()
                                                .map(DerivedFeature::name)
                                                .toList()))))
                .orElseGet(() -> {
                    FeatureView view = registry.requireView(ref.view());
                    return DefinitionSheet.feature(
                            ref,
                            view.feature(ref.feature())
                                    .orElseThrow(() -> noFeature(
                                            ref,
                                            view.features().stream()
                                                    .map(Feature::name)
                                                    .toList())));
                });
    }

    private static AsofException noFeature(FeatureRef ref, List<String> names) {
        return new AsofException(
                ErrorCode.UNKNOWN_NAME,
                "Cannot show " + Quoted.of(ref.toString()) + ": feature view '" + ref.view() + "' has no such feature."
                        + NearestName.hint(names, ref.feature()));
    }

    private AsofException unknown(RegistrySnapshot registry) {
        if (registry.applyNumber() == 0) {
            return new AsofException(
                    ErrorCode.NOT_APPLIED,
                    "Cannot show " + Quoted.of(name) + ": nothing is registered yet. Run 'asof apply' first.");
        }
        TreeSet<String> names = new TreeSet<>(registry.registered().entities().keySet());
        names.addAll(registry.registered().sources().keySet());
        registry.views()
                .forEach(view -> names.addAll(List.of(view.name(), view.id().toString())));
        registry.onDemandViews()
                .forEach(view -> names.addAll(List.of(view.name(), view.id().toString())));
        registry.services()
                .forEach(service ->
                        names.addAll(List.of(service.name(), service.id().toString())));
        return new AsofException(
                ErrorCode.UNKNOWN_NAME,
                "Cannot show " + Quoted.of(name) + ": nothing of this name is registered."
                        + NearestName.hint(names, name));
    }
}
