package dev.asof.registry.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.registry.GoldenFile;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Value;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErasureFolderTest {
    private static final Value ZOO = new Value.BytesValue(ScalarType.BYTES, "zoo".getBytes(StandardCharsets.UTF_8));
    private static final List<ErasedKey> CUSTOMERS =
            List.of(customer(Value.ofLong(ScalarType.INT64, 17)), customer(Value.ofText("Zo\u00eb")), customer(ZOO));

    @TempDir
    Path folder;

    private ErasureFolder erasures;

    @BeforeEach
    void start() {
        erasures = new ErasureFolder(folder);
    }

    private static ErasedKey customer(Value id) {
        return ErasedKey.of("customer", List.of("id"), List.of(id));
    }

    private static ErasedKey account(long number, String bank) {
        return ErasedKey.of(
                "account",
                List.of("number", "bank"),
                List.of(Value.ofLong(ScalarType.INT64, number), Value.ofText(bank)));
    }

    private static Tombstones erased() {
        Tombstones customers = ErasedKey.NOBODY;
        for (ErasedKey customer : CUSTOMERS) {
            customers = customer.eraseFrom(customers);
        }
        return account(5, "north").eraseFrom(customers.finished());
    }

    @Test
    void tombstonesHaveTheirBytes() throws IOException {
        erasures.write(erased());
        GoldenFile.at("registry/tombstones-5")
                .assertMatches(Files.readString(folder.resolve("tombstones")).strip());
        assertSame(erasures.read());
    }

    @Test
    void tombstonesArePutTogetherWithLaterOnes() {
        erasures.write(erased());
        erasures.write(account(6, "south").eraseFrom(erasures.read()));
        assertSame(erasures.read());
        assertThat(account(6, "south").isIn(erasures.read())).isTrue();
        assertThat(account(6, "north").isIn(erasures.read())).isFalse();
    }

    private static void assertSame(Tombstones read) {
        assertThat(CUSTOMERS).allMatch(customer -> customer.isIn(read));
        assertThat(account(5, "north").isIn(read)).isTrue();
        assertThat(account(5, "south").isIn(read)).isFalse();
        assertThat(customer(Value.ofText("17")).isIn(read)).isTrue();
        assertThat(customer(Value.ofText("zoo")).isIn(read)).isTrue();
        assertThat(account(5, "north").isIn(read.only(read.unfinished()))).isTrue();
        assertThat(CUSTOMERS).noneMatch(customer -> customer.isIn(read.only(read.unfinished())));
    }

    @Test
    void whatIsNoTombstoneIsSaid() throws IOException {
        erasures.write(erased());
        Files.writeString(folder.resolve("tombstones"), "asof tombstones, format 4\nabc done\n");
        assertThatThrownBy(erasures::read)
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT_DATA))
                .hasMessageContaining("no tombstone: 'abc done'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tombstones", "key"})
    void tombstonesWithoutTheirKeyAndAKeyWithoutTombstonesAreNoticed(String lost) throws IOException {
        erasures.write(erased());
        Files.delete(folder.resolve(lost));
        assertDamaged(erasures::read, folder.resolve(lost) + ": it is gone");
        assertDamaged(erasures::readOrBegin, folder.resolve(lost) + ": it is gone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "not hexadecimal"})
    void aKeyThatIsNotWholeIsNoticed(String text) throws IOException {
        erasures.write(erased());
        Files.writeString(folder.resolve("key"), text + "\n");
        assertDamaged(erasures::read, "it has no 64 hexadecimal digits");
    }

    private static void assertDamaged(ThrowingCallable read, String reason) {
        assertThatThrownBy(read)
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT_DATA))
                .hasMessageContaining(reason);
    }

    @Test
    void whatAKilledBeginningLeavesIsBegunAnew() throws IOException {
        erasures.readOrBegin();
        Files.delete(folder.resolve("key"));
        assertThat(erasures.read().isEmpty()).isTrue();
        erasures.write(erased());
        assertSame(erasures.read());
    }

    @Test
    void tombstonesAreKeptWithTheirOwnKeyWhereNobodyWasErasedUnderAnotherOne() {
        erasures.readOrBegin();
        erasures.write(erased());
        assertSame(erasures.read());
        Tombstones others = customer(ZOO).eraseFrom(Tombstones.ofNobody());
        assertThatThrownBy(() -> erasures.write(others)).isInstanceOf(IllegalArgumentException.class);
        assertSame(erasures.read());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6})
    void tombstonesOfAnotherFormatAreRefused(int format) throws IOException {
        erasures.write(erased());
        Files.writeString(folder.resolve("tombstones"), "asof tombstones, format " + format + "\n");
        assertThatThrownBy(erasures::read)
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_FORMAT_VERSION));
    }

    @Test
    void linesThatAreMissingAreNoticed() throws IOException {
        erasures.write(erased());
        Path file = folder.resolve("tombstones");
        List<String> lines = Files.readAllLines(file);
        for (int count = 1; count < lines.size(); count++) {
            Files.write(file, lines.subList(0, count));
            assertDamaged(erasures::read, file + ": its end is missing");
        }
        for (int line = 1; line < lines.size() - 1; line++) {
            List<String> without = new ArrayList<>(lines);
            without.remove(line);
            Files.write(file, without);
            assertDamaged(erasures::read, file + ": it, or the key beside it, is not as it was written");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tombstones", "key"})
    void aDigitThatIsAnotherIsNoticed(String damaged) throws IOException {
        erasures.write(erased());
        Path file = folder.resolve(damaged);
        String text = Files.readString(file);
        int digit = text.lastIndexOf(" done") - 1;
        int at = digit < 0 ? 5 : digit;
        char other = text.charAt(at) == '0' ? '1' : '0';
        Files.writeString(file, text.substring(0, at) + other + text.substring(at + 1));
        assertDamaged(erasures::read, "it, or the key beside it, is not as it was written");
    }

    @Test
    void tombstonesWithoutASealAreReadAndSealedWhenTheyAreWritten() throws IOException {
        erasures.write(erased());
        Path file = folder.resolve("tombstones");
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(0, "asof tombstones, format 4");
        lines.removeLast();
        Files.write(file, lines);
        assertSame(erasures.read());
        erasures.write(erasures.read());
        GoldenFile.at("registry/tombstones-5")
                .assertMatches(Files.readString(file).strip());
    }

    @Test
    void whatIsMadeOfTheTombstonesIsMadeAnewOnceOthersAreWritten() {
        ErasedKey account = account(6, "south");
        Supplier<Tombstones> current = new ErasureFolder(folder).current(tombstones -> tombstones);
        assertThat(current.get().isEmpty()).isTrue();
        erasures.write(erased());
        assertSame(current.get());
        assertThat(current.get()).isSameAs(current.get());
        erasures.write(account.eraseFrom(erasures.read()));
        assertThat(account.isIn(current.get())).isTrue();
    }
}
