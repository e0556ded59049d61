package dev.asof.registry.compute.zone;

import dev.asof.registry.compute.schema.Micros;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.joda.time.DateTimeZone;
import org.joda.time.tz.ZoneInfoProvider;

/**
 * The IANA time zone database as Joda-Time carries it: a part of the build, so that no value depends on the database of the
 * Java that runs it. Its rules are written out to the end of the year 9999. Thread-safe.
 */
public final class TimeZoneDatabase {
    private static final String RESOURCES = "org/joda/time/tz/data";

    /** 10000-01-03T00:00:00Z, after which no event and no question is. */
    private static final long END_MILLIS = 253_402_473_600_000L;

    private static final ZoneInfoProvider PROVIDER = provider();
    private static final Map<String, Entry> ENTRIES = new ConcurrentHashMap<>();

    private TimeZoneDatabase() {}

    /**
     * A zone of the database.
     *
     * @param hash the first 16 hexadecimal digits of the SHA-256 of its rules
     */
    record Entry(TimeZoneRules rules, String hash) {}

    /** The names of all zones. */
    public static SortedSet<String> names() {
        return new TreeSet<>(PROVIDER.getAvailableIDs());
    }

    static Optional<Entry> find(String name) {
        if (!ENTRIES.containsKey(name) && !PROVIDER.getAvailableIDs().contains(name)) {
            return Optional.empty();
        }
        return Optional.of(ENTRIES.computeIfAbsent(name, TimeZoneDatabase::read));
    }

    private static Entry read(String name) {
        DateTimeZone zone = PROVIDER.getZone(name);
        List<Long> starts = new ArrayList<>(List.of(Long.MIN_VALUE));
        List<Long> offsets = new ArrayList<>(List.of(zone.getOffset(Long.MIN_VALUE) * Micros.PER_MILLI));
        long millis = Long.MIN_VALUE;
        for (long next = zone.nextTransition(millis);
                next != millis && next < END_MILLIS;
                next = zone.nextTransition(millis)) {
            long offset = zone.getOffset(next) * Micros.PER_MILLI;
            if (offset != offsets.getLast()) {
                starts.add(next * Micros.PER_MILLI);
                offsets.add(offset);
            }
            millis = next;
        }
        long[] from = starts.stream().mapToLong(Long::longValue).toArray();
        long[] away = offsets.stream().mapToLong(Long::longValue).toArray();
        return new Entry(new TimeZoneRules(from, away), hash(from, away));
    }

    private static String hash(long[] starts, long[] offsets) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES * starts.length);
        for (int i = 0; i < starts.length; i++) {
            bytes.putLong(starts[i]).putLong(offsets[i]);
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.array());
            return HexFormat.of().formatHex(digest, 0, Long.BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static ZoneInfoProvider provider() {
        try {
            return new ZoneInfoProvider(RESOURCES, DateTimeZone.class.getClassLoader());
        } catch (IOException e) {
            throw new UncheckedIOException("The time zone database of the build cannot be read", e);
        }
    }
}
