package dev.asof.online.state;

import dev.asof.registry.compute.program.FeatureProgram;
import java.util.HashMap;
import java.util.Map;

/** What the events of views mean, by the views' numbers, as far as it was said. Thread-safe. */
final class Meanings {
    private volatile Map<Integer, ViewMeaning> meanings = Map.of();

    void set(Map<Integer, ViewMeaning> now) {
        meanings = Map.copyOf(now);
    }

    Map<Integer, ViewMeaning> all() {
        return meanings;
    }

    /** The programs of the views. The map is the caller's. */
    Map<Integer, FeatureProgram> programs() {
        Map<Integer, FeatureProgram> programs = new HashMap<>();
        meanings.forEach((view, meaning) -> programs.put(view, meaning.program()));
        return programs;
    }
}
