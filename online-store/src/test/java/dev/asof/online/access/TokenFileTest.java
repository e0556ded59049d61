package dev.asof.online.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {
    private static final String FIRST = "first-token-0123456789";
    private static final String SECOND = "second-token-0123456789";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("tokens"), "read " + FIRST + "\n");
    }

    @Test
    void changedTokensAreReadWithoutACall() throws IOException {
        try (TokenFile tokens = TokenFile.open(file)) {
            change("admin " + SECOND + "\n");
            assertThat(tokens.readAgain()).isEmpty();
            assertThat(tokens.role(FIRST)).isEmpty();
            assertThat(tokens.role(SECOND)).contains(Role.ADMIN);
        }
    }

    @Test
    void whatCannotBeReadIsToldInWordsAndLeavesTheTokensInForce() throws IOException {
        try (TokenFile tokens = TokenFile.open(file)) {
            change("root short\n");
            assertThat(tokens.readAgain())
                    .contains(
                            "The tokens stay as they were: Cannot use " + file
                                    + ", line 1: write 'read', 'write' or 'admin', a space and a token of at least 16 characters.");
            Files.delete(file);
            assertThat(tokens.readAgain())
                    .contains("The tokens stay as they were: cannot read " + file + ": it is not there");
            assertThat(tokens.role(FIRST)).contains(Role.READ);
        }
    }

    @Test
    void aTokenOfTwoRolesIsRefusedWithBothPlacesAndNotTold() throws IOException {
        Files.writeString(file, "read " + FIRST + "\n# of ingestion\nwrite " + SECOND + "\nadmin " + FIRST + "\n");
        assertThatThrownBy(() -> TokenFile.open(file))
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessage("Cannot use " + file + ", line 4: its token is of the role 'read' in line 1, and of 'admin'"
                        + " here. Keep one of the lines.");
    }

    @Test
    void aTokenThatIsThereTwiceUnderOneRoleIsOfThatRole() throws IOException {
        Files.writeString(file, "read " + FIRST + "\nread " + FIRST + "\n");
        try (TokenFile tokens = TokenFile.open(file)) {
            assertThat(tokens.role(FIRST)).contains(Role.READ);
        }
    }

    @Test
    void allThatIsWrongIsToldAtOnce() throws IOException {
        Files.writeString(file, "root short\nread " + FIRST + "\nwrite " + FIRST + "\nadmin\n");
        assertThatThrownBy(() -> TokenFile.open(file))
                .hasMessageContainingAll(
                        file + ", line 1: write", file + ", line 3: its token", file + ", line 4: write");
    }

    @Test
    void aTokenThatGetsASecondRoleLeavesTheTokensInForce() throws IOException {
        try (TokenFile tokens = TokenFile.open(file)) {
            change("read " + FIRST + "\nwrite " + SECOND + "\nadmin " + FIRST + "\n");
            assertThat(tokens.readAgain())
                    .hasValueSatisfying(said -> assertThat(said)
                            .startsWith("The tokens stay as they were: Cannot use " + file
                                    + ", line 3: its token is of the role 'read'")
                            .doesNotContain(FIRST));
            assertThat(tokens.role(FIRST)).contains(Role.READ);
            assertThat(tokens.role(SECOND)).isEmpty();
        }
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> TokenFile.open(folder.resolve("none")))
                .hasMessage("Cannot read the tokens in " + folder.resolve("none") + ": it is not there.");
    }

    private void change(String text) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(
                file, FileTime.fromMillis(Files.getLastModifiedTime(file).toMillis() + 5_000));
    }
}
