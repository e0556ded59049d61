package dev.asof.it.repository;

import dev.asof.it.generate.Dice;
import dev.asof.it.generate.Scenario;
import dev.asof.it.oracle.Row;
import dev.asof.it.oracle.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rows of one source of a scenario that reach the server together, and so are accepted together.
 *
 * @param acceptance what the scenario calls the time of their acceptance
 */
public record Delivery(Scenario scenario, long acceptance, List<Row> rows) {

    /** The source that they are of. */
    public Source source() {
        return scenario.sourceOf(rows.getFirst());
    }

    /** Whether they come as a file. */
    public boolean isLoad() {
        return scenario.loads().contains(acceptance);
    }

    /** The deliveries of all scenarios, each scenario's in order. */
    public static List<Delivery> interleaved(List<Scenario> scenarios, Dice dice) {
        List<List<Delivery>> waiting = new ArrayList<>();
        scenarios.forEach(scenario -> waiting.add(ofScenario(scenario)));
        List<Delivery> all = new ArrayList<>();
        waiting.removeIf(List::isEmpty);
        while (!waiting.isEmpty()) {
            List<Delivery> next = dice.oneOf(waiting);
            all.add(next.removeFirst());
            waiting.removeIf(List::isEmpty);
        }
        return all;
    }

    /** The deliveries of one scenario, in order. */
    public static List<Delivery> ofScenario(Scenario scenario) {
        Map<Long, List<Row>> byAcceptance = new TreeMap<>();
        scenario.rows()
                .forEach(row -> byAcceptance
                        .computeIfAbsent(row.acceptedAt(), acceptance -> new ArrayList<>())
                        .add(row));
        List<Delivery> deliveries = new ArrayList<>();
        byAcceptance.forEach((acceptance, rows) -> deliveries.add(new Delivery(scenario, acceptance, rows)));
        return deliveries;
    }
}
