package dev.asof.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.cli.client.AsofClient;
import dev.asof.it.process.ServerProcess;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** A store of which one bit is turned, looked at, and put back as it was. */
final class DamagedStore {
    private final Path repository;
    private final Ledger ledger;
    private final SplittableRandom random;
    private final Map<String, Integer> outcomes = new HashMap<>();

    DamagedStore(Path repository, Ledger ledger, SplittableRandom random) {
        this.repository = repository;
        this.ledger = ledger;
        this.random = random;
    }

    /** What became of the damages, and how often. */
    Map<String, Integer> outcomes() {
        return outcomes;
    }

    /** Turns a bit while no server runs, and requires that no wrong value is answered. */
    void turnABit() throws IOException {
        // With the archive: a store that cannot go on archives what it can before it ends.
        Path stored = repository.resolve(".asof");
        Path sound = repository.resolveSibling("sound");
        copy(stored, sound);
        Path file = damage(stored.resolve("online/rocksdb"));
        String kind = file.toString().endsWith(".sst") ? "sorted file" : "log";
        try {
            outcomes.merge(kind + ": " + outcome(), 1, Integer::sum);
        } finally {
            delete(stored);
            Files.move(sound, stored);
        }
    }

    private String outcome() {
        ServerProcess server;
        try {
            server = ServerProcess.start(repository);
        } catch (IllegalStateException refused) {
            assertThat(refused.getMessage())
                    .contains("online store")
                    .contains("asof load")
                    .doesNotContain("\tat ");
            return "the store is refused";
        }
        try {
            return answers(server.client());
        } finally {
            server.kill();
        }
    }

    private String answers(AsofClient client) {
        Map<EventStream, Integer> taken = new HashMap<>();
        boolean isLost = false;
        for (EventStream stream : ledger.streams()) {
            int last = (int) Ledger.taken(client, stream);
            taken.put(stream, last);
            if (last < stream.acknowledged()) {
                isLost = true;
                requireProducerIsTold(client, stream);
            }
        }
        boolean isRefused = ledger.requireOraclesValuesOrRefusals(client, taken) > 0;
        String values = isRefused ? "some lookups are refused, all others right" : "all values right";
        return isLost ? "the last batches are gone and their producers told, " + values : values;
    }

    private static void requireProducerIsTold(AsofClient client, EventStream stream) {
        assertThatThrownBy(() -> client.ingest(
                        stream.source().name(), stream.producer(), stream.acknowledged() + 1L, stream.last()))
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SEQUENCE_GAP));
    }

    private Path damage(Path folder) throws IOException {
        boolean isLog = random.nextBoolean();
        List<Path> candidates = files(folder, isLog ? ".log" : ".sst");
        if (candidates.isEmpty()) {
            candidates = files(folder, isLog ? ".sst" : ".log");
        }
        Path file = candidates.get(random.nextInt(candidates.size()));
        byte[] bytes = Files.readAllBytes(file);
        int at = random.nextInt(bytes.length);
        bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        Files.write(file, bytes);
        return file;
    }

    private static List<Path> files(Path folder, String extension) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(extension))
                    .filter(file -> file.toFile().length() > 0)
                    .sorted()
                    .toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
