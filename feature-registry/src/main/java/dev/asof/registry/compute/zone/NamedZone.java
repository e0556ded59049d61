package dev.asof.registry.compute.zone;

import java.util.Optional;

/**
 * A time zone with the rules that it had when a definition was applied.
 *
 * @param name such as {@code Europe/Berlin}
 * @param rules the hash of its rules, as {@link TimeZoneDatabase} gives it
 */
public record NamedZone(String name, String rules) {

    /** The zone with its rules in this build; empty if the database has none of this name. */
    public static Optional<NamedZone> find(String name) {
        return TimeZoneDatabase.find(name).map(entry -> new NamedZone(name, entry.hash()));
    }

    /** The rules by which this build computes; {@link #requireCurrent} says whether they are those of the definition. */
    public TimeZoneRules currentRules() {
        return TimeZoneDatabase.find(name)
                .map(TimeZoneDatabase.Entry::rules)
                .orElseThrow(() -> new IllegalArgumentException("there is no time zone '" + name + "'"));
    }

    /** Whether this build's database has these rules for the zone. */
    public boolean isCurrent() {
        return find(name).equals(Optional.of(this));
    }

    /** @throws IllegalArgumentException if this build's database has other rules for the zone, or none */
    public void requireCurrent() {
        if (!isCurrent()) {
            throw new IllegalArgumentException(
                    "time zone '" + name + "' had other rules when this version was applied (" + rules
                            + ") than in this build's time zone database");
        }
    }
}
