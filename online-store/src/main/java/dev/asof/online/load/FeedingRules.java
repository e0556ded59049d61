package dev.asof.online.load;

import dev.asof.online.live.LiveSource;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;

/** What keeps events of a source without a unique key from counting twice. */
final class FeedingRules {
    private static final String REMEDY = " Declare a unique key, or feed it one way.";

    private FeedingRules() {}

    /** @param accepted how many events were ingested into the source */
    static void requireFedByFiles(LiveSource source, long accepted) {
        if (!source.hasUniqueKey() && accepted > 0) {
            throw refused(source, "events were ingested into it." + REMEDY);
        }
    }

    /** The archive may hold events of an earlier store. */
    static void requireNoArchive(LiveSource source, SourceFiles files) {
        try (ArchivedBatches archive =
                files.openArchive(source.definition(), source.admission().columns())) {
            if (archive.next().isPresent()) {
                throw refused(source, "its archive has ingested events." + REMEDY);
            }
        }
    }

    private static AsofException refused(LiveSource source, String reason) {
        return new AsofException(
                ErrorCode.FEEDING_CONFLICT,
                "Cannot load source '" + source.name()
                        + "' from files: it has no unique key, so that an event could count twice, and " + reason);
    }
}
