package dev.asof.it.online;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** When the server really accepted what a scenario says was accepted at some time. */
public final class AcceptanceTimes {
    private final TreeMap<Long, Long> real = new TreeMap<>();

    /** @param beforeAll a time before anything was accepted */
    AcceptanceTimes(long beforeAll) {
        real.put(Long.MIN_VALUE, beforeAll);
    }

    /** Notes that all that the scenario says was accepted by then is accepted by the server's time. */
    void note(long acceptance, long serverMicros) {
        real.put(acceptance, serverMicros);
    }

    /** The bound in the server's time. */
    public long of(OptionalLong acceptedBy) {
        if (acceptedBy.isEmpty()) {
            return Long.MAX_VALUE;
        }
        Map.Entry<Long, Long> last = real.floorEntry(acceptedBy.getAsLong());
        return last.getValue();
    }
}
