package dev.asof.registry.catalog;

import dev.asof.registry.compute.zone.NamedZone;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.util.List;

/** The rules of time zones that a version was applied with, held against those of this build. */
final class ZoneRules {
    private ZoneRules() {}

    /**
     * Requires that a version is computed by the rules that it was applied with.
     *
     * @param what a kind of view, and its version
     * @throws AsofException {@code NOT_COMPUTABLE}
     */
    static void requireCurrent(String what, List<NamedZone> zones) {
        for (NamedZone zone : zones) {
            if (!zone.isCurrent()) {
                throw new AsofException(
                        ErrorCode.NOT_COMPUTABLE,
                        "Cannot compute " + what + ": time zone '" + zone.name()
                                + "' had other rules when it was applied"
                                + " (" + zone.rules()
                                + ") than in this build's time zone database. Apply the view under a"
                                + " new version to take these, or use the build of Asof that applied it.");
            }
        }
    }
}
