package dev.asof.cli.registry;

import dev.asof.cli.console.Result;
import dev.asof.cli.console.TextTable;
import dev.asof.cli.console.TextTable.Align;
import dev.asof.cli.context.Context;
import dev.asof.cli.context.ExitCode;
import dev.asof.registry.catalog.Attributes;
import dev.asof.registry.catalog.DefinitionKind;
import dev.asof.registry.catalog.RegistrySnapshot;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code asof list}. */
@Command(
        name = "list",
        description = "List what is registered.",
        footer = {"", "Examples:", "  asof list", "  asof list --json"})
public final class ListCommand implements Callable<Integer> {
    private final Context context;

    public ListCommand(Context context) {
        this.context = context;
    }

    /**
     * A registered definition.
     *
     * @param name with the version, for views and services
     * @param inFiles whether the files had it at the last apply
     */
    record Entry(String kind, String name, String description, boolean inFiles) {}

    /** All that is registered, by kind and name. */
    record Listing(List<Entry> definitions) implements Result {
        @Override
        public void print(PrintStream out) {
            if (definitions.isEmpty()) {
                out.println("Nothing is registered yet. Run 'asof apply'.");
                return;
            }
            TextTable table = TextTable.of(Align.LEFT, Align.LEFT, Align.LEFT);
            table.row("KIND", "NAME", "DESCRIPTION");
            for (Entry entry : definitions) {
                String gone = entry.inFiles ? "" : "(no longer in the files) ";
                table.row(entry.kind, entry.name, gone + entry.description);
            }
            table.print(out, "");
        }
    }

    @Override
    public Integer call() {
        RegistrySnapshot registry = new RepositoryDefinitions(context.repository()).registered();
        List<Entry> entries = new ArrayList<>();
        registry.registered()
                .entities()
                .forEach((name, entity) ->
                        entries.add(entry(registry, DefinitionKind.ENTITY, name, entity.attributes())));
        registry.registered()
                .sources()
                .forEach((name, source) ->
                        entries.add(entry(registry, DefinitionKind.SOURCE, name, source.attributes())));
        registry.views()
                .forEach(view -> entries.add(
                        entry(registry, DefinitionKind.FEATURE_VIEW, view.id().toString(), view.attributes())));
        registry.onDemandViews()
                .forEach(view -> entries.add(
                        entry(registry, DefinitionKind.ON_DEMAND, view.id().toString(), view.attributes())));
        registry.services()
                .forEach(service -> entries.add(entry(
                        registry, DefinitionKind.FEATURE_SERVICE, service.id().toString(), service.attributes())));
        context.show(new Listing(entries));
        return ExitCode.DONE;
    }

    private static Entry entry(RegistrySnapshot registry, DefinitionKind kind, String name, Attributes attributes) {
        return new Entry(
                kind.key(),
                name,
                attributes.description().orElse(""),
                registry.listed().contains(kind, name));
    }
}
