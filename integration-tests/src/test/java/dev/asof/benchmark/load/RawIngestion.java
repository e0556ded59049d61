package dev.asof.benchmark.load;

import dev.asof.online.state.database.Database;
import dev.asof.online.state.database.Family;
import dev.asof.online.state.database.SortedFiles;
import dev.asof.online.state.database.StateOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What RocksDB by itself takes for the bytes of a store that was loaded: with the same options, on one thread, they are written to sorted
 * files again, which another database takes in.
 *
 * @param bytes of keys and values, before they are compressed
 * @param readingSeconds what it took to read them alone, from memory as far as there is room
 * @param seconds what it took to read, write and take them in
 */
record RawIngestion(long bytes, double readingSeconds, double seconds) {
    private static final List<Family> FAMILIES = List.of(Family.BLOCKS, Family.VERSIONS, Family.ENTITIES);
    private static final byte[] START = {};
    private static final byte[] END = new byte[64];

    static {
        Arrays.fill(END, (byte) -1);
    }

    /**
     * @param loaded the folder of the store's database, which nobody has open
     * @param folder not there yet
     */
    static RawIngestion of(Path loaded, Path folder) throws IOException {
        try (Database from = Database.openReadOnly(loaded)) {
            long start = System.nanoTime();
            long bytes =
                    FAMILIES.stream().mapToLong(family -> read(from, family)).sum();
            double reading = secondsSince(start);
            Path sorted = Files.createDirectories(folder.resolve("sorted"));
            try (Database into = Database.open(folder.resolve("rocksdb"), StateOptions.DEFAULT)) {
                start = System.nanoTime();
                FAMILIES.forEach(family -> take(from, into, family, sorted));
                return new RawIngestion(bytes, reading, secondsSince(start));
            }
        }
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static long read(Database from, Family family) {
        long[] bytes = new long[1];
        from.scan(family, START, END, (key, value) -> {
            bytes[0] += key.length + value.length;
            return true;
        });
        return bytes[0];
    }

    private static void take(Database from, Database into, Family family, Path sorted) {
        try (SortedFiles files = into.sortedFiles(family, sorted, family.name())) {
            from.scan(family, START, END, (key, value) -> {
                files.put(key, value);
                return true;
            });
            into.take(family, files.finish());
        }
    }
}
