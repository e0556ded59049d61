package dev.asof.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultTest {
    /** A value, as a line, in a line, and in a table. */
    private record OfData(String value) implements Result {
        @Override
        public void print(PrintStream out) {
            out.println(value);
            out.print("a " + value);
            out.println((Object) value);
            TextTable.of(TextTable.Align.LEFT, TextTable.Align.LEFT)
                    .row("key", "value")
                    .row("k", value)
                    .print(out, "  ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b[2J",
                "\u001b]0;owned\u0007",
                "\u009b2J",
                "\r",
                "\b",
                "\u202e",
                "\u2028",
                "\n",
                "\r\n",
                "\u0085"
            })
    void dataNeitherEndsALineNorSteersTheTerminal(String hostile) {
        String shown = shown("x" + hostile + "Nothing is in quarantine.");
        assertThat(shown.codePoints().filter(c -> c != '\n'))
                .noneMatch(c -> Character.isISOControl(c) || c == 0x202E || c == 0x2028);
        assertThat(shown.lines()).hasSize(4);
        assertThat(shown.lines()).noneMatch(line -> line.startsWith("Nothing"));
    }

    @Test
    void textIsShownAsItIs() {
        assertThat(shown("né ✓ 名 😀").lines())
                .containsExactly("né ✓ 名 😀", "a né ✓ 名 😀né ✓ 名 😀", "  key  value", "  k    né ✓ 名 😀");
    }

    private static String shown(String value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        new OfData(value).show(out);
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
