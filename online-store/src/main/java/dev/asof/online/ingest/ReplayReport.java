package dev.asof.online.ingest;

/**
 * What a replay of quarantined rows did with those of one source that it was asked for.
 *
 * @param accepted rows that are events now
 * @param duplicates rows that would be, and were accepted before in another way
 * @param kept rows that are still no events, and stay
 * @param ofFiles rows of the source's files: they belong to these, and stay
 */
public record ReplayReport(String source, long accepted, long duplicates, long kept, long ofFiles) {

    ReplayReport plus(ReplayReport other) {
        return new ReplayReport(
                source,
                accepted + other.accepted,
                duplicates + other.duplicates,
                kept + other.kept,
                ofFiles + other.ofFiles);
    }
}
