package dev.asof.online.lookup;

import dev.asof.registry.compute.event.EventTimes;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.util.Arrays;

/** The times of a request, one per row, and bounded by what the snapshot holds. */
final class RowQuestions {
    private RowQuestions() {}

    /**
     * The times that are used.
     *
     * @param nowMicros the time of the request's arrival
     * @param snapshotMicros the acceptance that the snapshot holds
     * @throws AsofException INVALID_ARGUMENT if there are too many or too few times, or one that no question can have
     */
    static QuestionTimes resolve(QuestionTimes times, int rows, long nowMicros, long snapshotMicros) {
        long[] asOf = perRow("as_of", times.asOf(), rows, nowMicros);
        requireTimes(asOf);
        long[] knownAt = times.knownAt().length == 0 ? asOf : perRow("known_at", times.knownAt(), rows, 0);
        long[] acceptedBy = perRow("accepted_by", times.acceptedBy(), rows, snapshotMicros);
        for (int row = 0; row < rows; row++) {
            acceptedBy[row] = Math.min(acceptedBy[row], snapshotMicros);
        }
        return new QuestionTimes(asOf, knownAt, acceptedBy);
    }

    private static long[] perRow(String name, long[] given, int rows, long otherwise) {
        if (given.length == rows) {
            return given.clone();
        }
        if (given.length > 1) {
            throw new AsofException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Cannot answer the request: it has " + given.length + " times '" + name + "' for " + rows
                            + " rows. Give none, one for all rows, or one per row.");
        }
        long[] all = new long[rows];
        Arrays.fill(all, given.length == 1 ? given[0] : otherwise);
        return all;
    }

    private static void requireTimes(long[] asOf) {
        for (int row = 0; row < asOf.length; row++) {
            if (!EventTimes.isValid(asOf[row])) {
                throw new AsofException(
                        ErrorCode.INVALID_ARGUMENT,
                        "Cannot answer the request: as_of of row " + row + " is " + asOf[row]
                                + " microseconds, outside the years 0001 to 9999. Give microseconds since"
                                + " 1970-01-01T00:00:00Z.");
            }
        }
    }
}
