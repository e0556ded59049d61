package dev.asof.registry.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.registry.GoldenFile;
import dev.asof.registry.definition.TestRepository;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryStoreTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Optional<GitState> COMMIT =
            Optional.of(new GitState("0123456789abcdef0123456789abcdef01234567", GitState.WorkTree.DIRTY));

    @TempDir
    Path folder;

    private TestRepository repository;
    private RegistryStore store;

    @BeforeEach
    void openStore() {
        repository = new TestRepository(folder).with("a.yaml", TestRepository.PAYMENTS);
        store = RegistryStore.of(folder);
    }

    @Test
    void thereIsNothingBeforeTheFirstApply() throws IOException {
        assertThat(store.load()).isEqualTo(RegistrySnapshot.EMPTY);
        assertThat(folder.resolve(".asof")).doesNotExist();
    }

    @Test
    void whatWasAppliedIsLoaded() {
        RegistrySnapshot applied = apply();
        assertThat(store.load()).isEqualTo(applied);
        assertThat(applied.applyNumber()).isEqualTo(1);
        assertThat(applied.history().getFirst().git()).isEqualTo(COMMIT);
    }

    @Test
    void whatIsWatchedIsReadAgainOnlyOnceItChanged() {
        Supplier<RegistrySnapshot> watched = store.watched();
        assertThat(watched.get()).isEqualTo(RegistrySnapshot.EMPTY);
        RegistrySnapshot applied = apply();
        RegistrySnapshot read = watched.get();
        assertThat(read).isEqualTo(applied);
        assertThat(watched.get()).isSameAs(read);
        repository.with("b.yaml", "entity: shop\nkeys: {shop: string}\n");
        RegistrySnapshot next = apply();
        assertThat(watched.get()).isEqualTo(next).isNotEqualTo(applied);
    }

    @Test
    void loadingNeedsNoDefinitionFiles() throws IOException {
        RegistrySnapshot applied = apply();
        Files.delete(folder.resolve("a.yaml"));
        assertThat(RegistryStore.of(folder).load()).isEqualTo(applied);
    }

    @Test
    void theFileIsAsItWasDesigned() throws IOException {
        repository.with(
                "a.yaml",
                TestRepository.PAYMENTS
                        .replace(
                                "keys: {card_id: int64}",
                                "keys: {card_id: int64}\ndescription: A card.\nowner: risk\ntags: [pii]")
                        .replace("on_violation: fail", "on_violation: drop")
                        .replace(
                                "event_time: paid_at",
                                "event_time: paid_at\nunique_key: [card_id, paid_at]\ntie_break: paid_at\narrival_time: paid_at\nkeys: {card_id: card_id}")
                        .replace(
                                "country: string",
                                "country: {type: string, nullable: false, one_of: [US, DE], description: ISO 3166}")
                        .replace(
                                "window: 7d}",
                                "window: unbounded, delay: 1h, closed: left, where: country = 'DE', description: All.}"));
        apply();
        GoldenFile.at("registry/registry.json").assertMatches(text().stripTrailing());
    }

    @Test
    void theSameRegistryIsTheSameBytes(@TempDir Path other) throws IOException {
        apply();
        TestRepository copy = new TestRepository(other).with("b/c.yaml", TestRepository.PAYMENTS);
        RegistryStore.of(other).apply(RegistryDelta.between(RegistrySnapshot.EMPTY, copy.definitions()), NOON, COMMIT);
        assertThat(Files.readString(other.resolve(".asof/registry/registry.json")))
                .isEqualTo(text());
        assertThat(RegistryCodec.encode(store.load())).isEqualTo(Files.readAllBytes(file()));
    }

    @Test
    void anEmptyDeltaWritesNothing() throws IOException {
        RegistrySnapshot first = apply();
        String before = text();
        assertThat(apply()).isEqualTo(first);
        assertThat(text()).isEqualTo(before);
    }

    @Test
    void anotherApplyInBetweenIsNoticed() {
        RegistryDelta late = delta();
        apply();
        assertThatThrownBy(() -> store.apply(late, NOON, Optional.empty()))
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.REGISTRY_BUSY))
                .hasMessageEndingWith("it was changed since this was planned. Plan again.");
    }

    @Test
    void twoAppliesAtOnceExcludeEachOther() throws IOException {
        Files.createDirectories(file().getParent());
        RegistryDelta delta = delta();
        try (FileChannel channel = FileChannel.open(
                        file().resolveSibling("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThatThrownBy(() -> store.apply(delta, NOON, Optional.empty()))
                    .isInstanceOfSatisfying(
                            AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.REGISTRY_BUSY))
                    .hasMessageEndingWith("another apply is running. Wait for it to end.");
        }
        assertThat(apply().applyNumber()).isEqualTo(1);
    }

    @Test
    void ofManyAppliesOfOnePlanOneSucceeds() throws Exception {
        RegistryDelta delta = delta();
        List<Future<Boolean>> applies = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 32; i++) {
                applies.add(threads.submit(() -> {
                    try {
                        return RegistryStore.of(folder)
                                        .apply(delta, NOON, Optional.empty())
                                        .applyNumber()
                                == 1;
                    } catch (AsofException busy) {
                        assertThat(busy.code()).isEqualTo(ErrorCode.REGISTRY_BUSY);
                        return false;
                    }
                }));
            }
        }
        int succeeded = 0;
        for (Future<Boolean> each : applies) {
            succeeded += each.get() ? 1 : 0;
        }
        assertThat(succeeded).isEqualTo(1);
        assertThat(store.load().history()).hasSize(1);
    }

    @Test
    void aChangedMeaningIsNotWritten() throws IOException {
        apply();
        String before = text();
        repository.with("a.yaml", TestRepository.PAYMENTS.replace("window: 7d", "window: 8d"));
        RegistryDelta delta = delta();
        assertThatThrownBy(() -> store.apply(delta, NOON, Optional.empty()))
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CHANGED_MEANING));
        assertThat(text()).isEqualTo(before);
    }

    @Test
    void everyDamagedByteIsNoticedOrHarmless() throws IOException {
        RegistrySnapshot applied = apply();
        byte[] bytes = Files.readAllBytes(file());
        for (int i = 0; i < bytes.length; i++) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= (byte) (1 << (i % 8));
            try {
                assertThat(RegistryCodec.decode("registry.json", damaged))
                        .as("byte %s", i)
                        .isEqualTo(applied);
            } catch (AsofException noticed) {
                assertThat(noticed.code()).isIn(ErrorCode.CORRUPT_DATA, ErrorCode.UNSUPPORTED_FORMAT_VERSION);
            }
        }
    }

    @Test
    void everyShortenedFileIsNoticed() throws IOException {
        apply();
        byte[] bytes = Files.readAllBytes(file());
        for (int length = 0; length < bytes.length - 2; length += 7) {
            Files.write(file(), java.util.Arrays.copyOf(bytes, length));
            assertThatThrownBy(store::load)
                    .isInstanceOfSatisfying(
                            AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT_DATA));
        }
    }

    @Test
    void aDamagedFileIsNamedWithTheRemedy() throws IOException {
        apply();
        Files.writeString(file(), text().replace("\"30d\"", "\"31d\""));
        assertThatThrownBy(store::load)
                .hasMessage("Cannot read the registry " + file()
                        + ": it is damaged (its checksum is not that of its content)."
                        + " Restore it from a backup; or move it away and apply the definitions again, which registers the"
                        + " versions that are in the files.");
    }

    @Test
    void aMeaningThatWasEditedByHandIsNoticedBehindARightChecksum() throws IOException {
        apply();
        var file = (com.fasterxml.jackson.databind.node.ObjectNode)
                CanonicalJson.read(text().replace("\"30d\"", "\"31d\"").getBytes(StandardCharsets.UTF_8));
        file.put(
                "checksum",
                Fingerprint.ofBytes(CanonicalJson.compact(file.get("registry"))).hex());
        Files.write(file(), CanonicalJson.indented(file));
        assertThatThrownBy(store::load)
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT_DATA))
                .hasMessageContaining("the fingerprint of feature view card_spend@1 is not that of its meaning");
    }

    @Test
    void aFormatOfTheFutureIsRefusedWithTheRemedy() throws IOException {
        apply();
        Files.writeString(file(), text().replace("\"format\": 1", "\"format\": 3"));
        assertThatThrownBy(store::load)
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_FORMAT_VERSION))
                .hasMessage("Cannot read the registry " + file() + ": its format is version 3, this build of Asof reads"
                        + " versions 1 and 2. Use the build that wrote it, or a newer one.");
    }

    private RegistrySnapshot apply() {
        return store.apply(delta(), NOON, COMMIT);
    }

    private RegistryDelta delta() {
        return RegistryDelta.between(store.load(), repository.definitions());
    }

    private Path file() {
        return folder.resolve(".asof/registry/registry.json");
    }

    private String text() throws IOException {
        return Files.readString(file());
    }
}
