package dev.asof.registry.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Shows changes as people read them. */
final class PlanText {
    private static final String INDENT = "    ";

    private PlanText() {}

    static List<String> lines(RegistryDelta delta) {
        List<String> lines = new ArrayList<>();
        delta.changes().forEach(change -> lines.addAll(lines(change)));
        if (!delta.backfills().isEmpty()) {
            lines.add("To load before serving:");
            delta.backfills().forEach(backfill -> {
                lines.add(INDENT + backfill.view() + " from " + origins(backfill.origins()));
                lines.add(INDENT + INDENT + backfill.needs().describe());
            });
        }
        return lines;
    }

    private static String origins(List<Backfill.Origin> origins) {
        return (origins.size() == 1 ? "source " : "sources ")
                + origins.stream()
                        .map(origin -> origin.source() + " (" + origin.path() + ")")
                        .collect(Collectors.joining(", "));
    }

    static String refusal(List<Change> refused) {
        StringBuilder text = new StringBuilder("Cannot apply the definitions: ");
        text.append(refused.size() == 1 ? "a meaning" : refused.size() + " meanings");
        text.append(" would change without a new version.");
        for (Change change : refused) {
            text.append("\n")
                    .append(change.kind().displayName())
                    .append(" '")
                    .append(change.name())
                    .append("':");
            change.differences()
                    .forEach(difference -> text.append("\n").append(INDENT).append(difference));
        }
        text.append("\nRaise the version, or take the change back.");
        return text.toString();
    }

    private static List<String> lines(Change change) {
        List<String> lines = new ArrayList<>();
        lines.add(change.summary());
        change.differences().forEach(difference -> lines.add(INDENT + difference));
        return lines;
    }
}
