package dev.asof.cli.registry;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.asof.cli.console.Result;
import dev.asof.cli.console.Words;
import dev.asof.registry.catalog.Backfill;
import dev.asof.registry.catalog.Change;
import dev.asof.registry.catalog.FieldDifference;
import dev.asof.registry.catalog.RegistryDelta;
import dev.asof.registry.catalog.StateNeeds;
import java.io.PrintStream;
import java.util.List;

/**
 * What an apply would change.
 *
 * @param applicable whether an apply would be accepted
 * @param warnings what to know of entities that were erased
 * @param lines the same for people
 */
public record Plan(
        boolean applicable,
        List<PlannedChange> changes,
        List<PlannedBackfill> backfills,
        List<String> warnings,
        @JsonIgnore List<String> lines)
        implements Result {

    /** The change of one definition. */
    record PlannedChange(String effect, String kind, String name, List<FieldDifference> differences) {}

    /**
     * A new version of a view whose past has to be loaded.
     *
     * @param sources where it comes from
     * @param state what the online store will keep of it
     */
    record PlannedBackfill(String featureView, List<Backfill.Origin> sources, StateNeeds state) {}

    static Plan of(RegistryDelta delta, List<String> warnings) {
        return new Plan(
                delta.refusals().isEmpty(),
                delta.changes().stream().map(Plan::change).toList(),
                delta.backfills().stream()
                        .map(backfill ->
                                new PlannedBackfill(backfill.view().toString(), backfill.origins(), backfill.needs()))
                        .toList(),
                warnings,
                delta.describe());
    }

    private static PlannedChange change(Change change) {
        return new PlannedChange(Words.of(change.effect()), change.kind().key(), change.name(), change.differences());
    }

    @Override
    public void print(PrintStream out) {
        lines.forEach(out::println);
        warnings.forEach(warning -> out.println("warning: " + warning));
        if (changes.isEmpty()) {
            out.println("Nothing to apply: the registry has what the files say.");
        } else if (applicable) {
            out.println("Run 'asof apply' to register this.");
        } else {
            out.println("An apply would be refused: raise the version, or take the change back.");
        }
    }
}
