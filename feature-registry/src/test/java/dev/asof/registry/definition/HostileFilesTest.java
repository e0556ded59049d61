package dev.asof.registry.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.diagnostic.Diagnostic;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that nobody should write are refused at once, in words. */
class HostileFilesTest {
    /** The refusals take a few milliseconds; a busy machine may be slow. */
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    /** A megabyte of tokens has to be read, in a second or less on a machine with nothing else to do. */
    private static final Duration SOON = Duration.ofSeconds(20);

    /** Bytes of the greatest file. */
    private static final int FULL = TextReader.MAX_BYTES;

    @TempDir
    Path folder;

    @BeforeAll
    static void warmUp(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("warm.yaml"), TestRepository.PAYMENTS);
        check(folder);
    }

    @Test
    void aBinaryFileIsRefused() throws IOException {
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13};
        Files.write(folder.resolve("a.yaml"), png);
        assertThat(problems())
                .containsExactly("1:1: byte 0x89 at offset 0 is not UTF-8; a definition file is text in UTF-8");
    }

    @Test
    void zerosAreRefused() throws IOException {
        Files.write(folder.resolve("a.yaml"), new byte[FULL]);
        assertThat(problems()).containsExactly("1:1: control character U+0000; a definition file is plain text");
    }

    @Test
    void aWrongByteIsShownInItsPlace() throws IOException {
        byte[] latin1 = "entity: card\nowner: Zo\u00eb\n".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(folder.resolve("a.yaml"), latin1);
        assertThat(problems())
                .containsExactly("2:10: byte 0xEB at offset 22 is not UTF-8; a definition file is text in UTF-8");
    }

    @Test
    void aTextCutWithinACharacterIsRefused() throws IOException {
        Files.write(folder.resolve("a.yaml"), new byte[] {'a', (byte) 0xE2, (byte) 0x82});
        assertThat(problems())
                .containsExactly("1:2: byte 0xE2 at offset 1 is not UTF-8; a definition file is text in UTF-8");
    }

    @Test
    void utf16IsRefusedByName() throws IOException {
        Files.write(folder.resolve("a.yaml"), "entity: card".getBytes(StandardCharsets.UTF_16));
        assertThat(problems()).containsExactly("1:1: this is text in UTF-16; save it in UTF-8");
    }

    @Test
    void aByteOrderMarkIsPassedOver() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), "\uFEFFentity: card\nkeys: {card_id: int64}\n");
        assertThat(problems()).isEmpty();
    }

    @Test
    void lineEndsOfWindowsAreRead() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), "entity: card\r\nkeys: {card_id: int46}\r\n");
        assertThat(problems()).containsExactly("2:17: there is no type 'int46'. Did you mean 'int64'?");
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        Files.write(folder.resolve("a.yaml"), new byte[0]);
        assertThat(problems())
                .containsExactly(
                        "1:1: the file defines nothing: a definition starts with entity, source, feature_view, on_demand or"
                                + " feature_service");
    }

    @Test
    void aHugeFileIsRefusedBySizeAlone() throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("a.yaml").toFile(), "rw")) {
            file.setLength(100L << 20);
        }
        assertThat(problems())
                .containsExactly(
                        "1:1: the file has 102,400 KiB, a definition file at most 256 KiB; split it, or is it data?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "? ", "[{a: ", "!!x [", "- - ? "})
    void deepNestingIsRefused(String level) throws IOException {
        Files.writeString(folder.resolve("a.yaml"), "entity: card\nkeys:\n  " + level.repeat(10_000));
        assertThat(problems())
                .anySatisfy(problem ->
                        assertThat(problem).contains("this is nested too deeply: definitions have at most 16 levels"));
    }

    @Test
    void aFileFullOfBracketsIsRefused() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), "[".repeat(FULL));
        assertThat(problems()).containsExactly("1:17: this is nested too deeply: definitions have at most 16 levels");
    }

    @Test
    void aDeepExpressionIsRefused() throws IOException {
        String deep = "(".repeat(10_000) + "amount" + ")".repeat(10_000);
        Files.writeString(folder.resolve("a.yaml"), TestRepository.PAYMENTS.replace("amount > 0", deep + " > 0"));
        assertThat(problems()).hasSize(1);
    }

    @Test
    void aFileFullOfSplitExpressionsIsRefused() throws IOException {
        String entry = "a: f(x, y), ";
        Files.writeString(folder.resolve("a.yaml"), "{" + entry.repeat(FULL / entry.length() - 1) + "}");
        assertThat(problemsWithin(SOON)).hasSize(100).last().asString().contains("too many problems");
    }

    @Test
    void aFileFullOfPiecesThatNeverCloseIsRefused() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), "{entity: f(" + ", b".repeat(FULL / 3 - 10) + "}");
        assertThat(problemsWithin(SOON)).hasSize(100);
    }

    @Test
    void aFileFullOfUnknownKeysIsRefused() throws IOException {
        StringBuilder text = new StringBuilder("entity: card\n");
        for (int i = 0; text.length() < FULL - 100; i++) {
            text.append("key_").append(i).append(": 1\n");
        }
        Files.writeString(folder.resolve("a.yaml"), text);
        assertThat(problemsWithin(SOON)).hasSize(100);
    }

    @Test
    void aKeyAsLongAsAFileIsCutInTheMessage() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), "{? " + "k".repeat(FULL - 100) + " : 1}");
        assertThat(Diagnostic.render(check(folder).problems())).hasSizeLessThan(2_000);
    }

    @Test
    void aliasesThatWouldMultiplyAreNotFollowed() throws IOException {
        StringBuilder laughs = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x]\n");
        for (char c = 'b'; c <= 'z'; c++) {
            String last = "*" + (char) (c - 1);
            laughs.append(c)
                    .append(": &")
                    .append(c)
                    .append(" [")
                    .append((last + " , ").repeat(8))
                    .append(last)
                    .append("]\n");
        }
        Files.writeString(folder.resolve("a.yaml"), laughs);
        assertThat(problems())
                .anySatisfy(problem ->
                        assertThat(problem).contains("anchors (&) and aliases (*) are not read in definitions"));
    }

    @Test
    void whatSteersATerminalIsNotRepeated() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), "entity: card\nk\u202Eeys: {\"\\e[31m\": int64}\n");
        assertThat(Diagnostic.render(check(folder).problems())).doesNotContain("\u202E", "\u001b");
    }

    @Test
    void linksThatLeadInACircleAreRefused() throws IOException {
        Files.createSymbolicLink(folder.resolve("a.yaml"), Path.of("b.yaml"));
        Files.createSymbolicLink(folder.resolve("b.yaml"), Path.of("a.yaml"));
        Files.createSymbolicLink(folder.resolve("loop"), folder);
        assertThat(problems())
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem).contains("this cannot be read"));
    }

    @Test
    void linksOutOfTheRepositoryAreRefused(@TempDir Path elsewhere) throws IOException {
        Files.writeString(elsewhere.resolve("secret"), "password");
        Files.createSymbolicLink(folder.resolve("a.yaml"), elsewhere.resolve("secret"));
        assertThat(problems()).containsExactly("1:1: this links to a file outside of the repository");
    }

    @Test
    void linksWithinTheRepositoryAreRead() throws IOException {
        Files.writeString(folder.resolve("a.txt"), "entity: card\nkeys: {card_id: int64}\n");
        Files.createSymbolicLink(folder.resolve("a.yaml"), Path.of("a.txt"));
        assertThat(check(folder).definitions().entities()).containsKey("card");
    }

    @Test
    void aFolderCalledLikeAFileIsWalked() throws IOException {
        Files.createDirectories(folder.resolve("a.yaml"));
        Files.writeString(folder.resolve("a.yaml/b.yaml"), "entity: card\nkeys: {card_id: int64}\n");
        assertThat(check(folder).definitions().entities()).containsKey("card");
    }

    @Test
    void anUnreadableFileIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("a.yaml"), "entity: card\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(file), "the superuser reads everything");
        assertThat(problems()).containsExactly("1:1: this cannot be read: permission denied");
    }

    @Test
    void hiddenFilesFoldersAndTestsOfDefinitionsAreLeftOut() throws IOException {
        for (String name :
                List.of(".asof/a.yaml", ".git/b.yaml", ".hidden/c/d.yaml", "e_test.yaml", ".f.yaml", "g.yml")) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "rubbish: [");
        }
        assertThat(problems()).isEmpty();
    }

    private List<String> problems() {
        return problemsWithin(AT_ONCE);
    }

    private List<String> problemsWithin(Duration limit) {
        long start = System.nanoTime();
        List<Diagnostic> problems = check(folder).problems();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(limit);
        return problems.stream()
                .map(problem -> problem.line() + ":" + problem.column() + ": " + problem.message())
                .toList();
    }

    private static DefinitionCheck check(Path folder) {
        return new DefinitionReader(SourceSchemaReader.NO_FILES).check(folder, RegistrySnapshot.EMPTY);
    }
}
