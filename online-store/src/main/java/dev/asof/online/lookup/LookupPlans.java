package dev.asof.online.lookup;

import dev.asof.online.live.LiveCatalog;
import dev.asof.online.live.LiveDefinitions;
import dev.asof.registry.catalog.VersionedName;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The plans of selections, each made when it is first asked for and kept for as long as the definitions stand. Thread-safe.
 */
final class LookupPlans {
    /** Beyond this many, clients make selections up: then all are forgotten, and those in use are made again. */
    private static final int MOST_PLANS = 1_000;

    private final LiveDefinitions definitions;
    private final Function<VersionedName, ViewCounts> counts;
    private volatile Plans plans;

    /** Plans that were made with one catalog. */
    private record Plans(LiveCatalog catalog, Map<Selection, LookupPlan> bySelection) {}

    /** @param counts of each view */
    LookupPlans(LiveDefinitions definitions, Function<VersionedName, ViewCounts> counts) {
        this.definitions = definitions;
        this.counts = counts;
        this.plans = new Plans(definitions.current(), new ConcurrentHashMap<>());
    }

    /** @throws dev.asof.registry.error.AsofException UNKNOWN_NAME, NOT_APPLIED or INVALID_ARGUMENT */
    LookupPlan find(Selection selection) {
        Plans known = plans;
        if (known.catalog() == definitions.current()) {
            LookupPlan plan = known.bySelection().get(selection);
            if (plan != null) {
                return plan;
            }
        }
        return definitions.find(catalog -> make(selection, catalog));
    }

    /** The plans of the other versions of a service, the newest first. */
    Stream<LookupPlan> olderVersions(Selection.OfService service) {
        return definitions.current().registry().versionsOfService(service.name()).stream()
                .skip(1)
                .map(version -> find(new Selection.OfService(service.name(), version)));
    }

    private LookupPlan make(Selection selection, LiveCatalog catalog) {
        LookupPlan plan = LookupPlan.of(new SelectionResolver(catalog).resolve(selection), catalog, counts);
        Plans known = plans;
        if (known.catalog() != catalog || known.bySelection().size() >= MOST_PLANS) {
            known = new Plans(catalog, new ConcurrentHashMap<>());
            plans = known;
        }
        known.bySelection().put(selection, plan);
        return plan;
    }
}
