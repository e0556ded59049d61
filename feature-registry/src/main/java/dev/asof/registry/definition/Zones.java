package dev.asof.registry.definition;

import dev.asof.registry.compute.zone.NamedZone;
import dev.asof.registry.compute.zone.TimeZoneDatabase;
import dev.asof.registry.diagnostic.Problems;
import dev.asof.registry.diagnostic.Quoted;
import dev.asof.registry.error.NearestName;
import java.util.Optional;

/** The reader of time zones. */
final class Zones {
    /** A zone of the database, such as {@code Europe/Berlin}. */
    static final ValueReader<NamedZone> ZONE = Zones::zone;

    private Zones() {}

    private static Optional<NamedZone> zone(YamlNode node, Problems problems) {
        Optional<YamlNode.Scalar> scalar = Values.scalar(node, problems);
        Optional<NamedZone> zone = scalar.flatMap(name -> NamedZone.find(name.text()));
        if (scalar.isPresent() && zone.isEmpty()) {
            String name = scalar.get().text();
            problems.report(
                    node.place(),
                    () -> Quoted.of(name) + " is no time zone of the IANA database, such as UTC or Europe/Berlin."
                            + NearestName.hint(TimeZoneDatabase.names(), name));
        }
        return zone;
    }
}
