package dev.asof.online.server;

/**
 * How much of a server clients may take who ask and don't read what they are answered.
 *
 * @param callsPerConnection calls under way at a time, until their answers are sent; what comes beyond is reset
 * @param unreadBytes answers on their way to all clients, beyond which no lookup is begun
 */
public record ClientLimits(int callsPerConnection, long unreadBytes) {
    /** Enough for 20,000 requests a second over eight connections, of which some 300 are under way on each after a pause. */
    public static final int DEFAULT_CALLS = 1_000;

    private static final int SHARE_OF_MEMORY = 4;

    /** So many calls, and a quarter as much memory as the heap may have: answers lie beside it, in as much at most. */
    public static ClientLimits ofCalls(int perConnection) {
        return new ClientLimits(perConnection, Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY);
    }
}
