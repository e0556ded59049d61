package dev.asof.it.parity;

import dev.asof.it.answer.Answers;
import dev.asof.it.generate.Scenario;
import dev.asof.it.way.Way;
import java.util.List;

/** Counts how often two paths differ from each other, and from the oracle. */
final class Census {
    private long values;
    private long storesApart;
    private long onlineAway;
    private long offlineAway;

    /** @param told by the online store, then by the offline engine */
    void add(List<Scenario> scenarios, List<Way.Told> told) {
        for (int i = 0; i < scenarios.size(); i++) {
            Scenario scenario = scenarios.get(i);
            Answers online = told.getFirst().answers().get(i);
            Answers offline = told.getLast().answers().get(i);
            Answers oracle = Answers.ofOracle(scenario);
            values += oracle.count();
            storesApart += offline.mismatches(scenario, online, "").size();
            onlineAway += online.mismatches(scenario, oracle, "").size();
            offlineAway += offline.mismatches(scenario, oracle, "").size();
        }
    }

    /** How many values offline and online answered differently. */
    long storesApart() {
        return storesApart;
    }

    /** How many values were not the oracle's. */
    long awayFromOracle() {
        return Math.min(onlineAway, offlineAway);
    }

    String summary() {
        return values + " values: offline differs from online in " + storesApart + ", online from the oracle in "
                + onlineAway + ", offline from the oracle in " + offlineAway;
    }
}
