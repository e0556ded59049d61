package dev.asof.registry.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosticTest {
    @Test
    void theCaretStandsUnderTheColumn() {
        assertThat(rendered("keys: {id: int46}", "int46"))
                .isEqualTo("a.yaml:1:12: wrong\n    keys: {id: int46}\n               ^");
    }

    @Test
    void tabsAreKeptBeforeTheCaret() {
        assertThat(rendered("\tkeys:\tint46", "int46")).endsWith("\n    \tkeys:\tint46\n    \t     \t^");
    }

    @Test
    void wideCharactersTakeTwoCells() {
        assertThat(rendered("日本: x", "x")).endsWith("\n    日本: x\n    " + " ".repeat(6) + "^");
    }

    @Test
    void combiningMarksTakeNoCell() {
        assertThat(rendered("e\u0301: x", "x")).endsWith("\n    e\u0301: x\n       ^");
    }

    @Test
    void emojiTakeTwoCellsAndOneColumn() {
        assertThat(rendered("😀: x", "x")).isEqualTo("a.yaml:1:4: wrong\n    😀: x\n        ^");
    }

    @Test
    void longLinesAreCutAroundTheColumn() {
        String rendered = rendered("x".repeat(5_000) + "here" + "y".repeat(5_000), "here");
        assertThat(rendered.lines()).allMatch(line -> line.length() < 160);
        List<String> lines = rendered.lines().toList();
        assertThat(lines.get(1).substring(lines.get(2).indexOf('^'))).startsWith("herey");
    }

    @Test
    void charactersThatSteerATerminalAreReplaced() {
        assertThat(rendered("a\u001b[2J\u202Eb x", "x")).contains("a\uFFFD[2J\uFFFDb x");
    }

    @Test
    void lastLinesAndEndsOfLinesHavePlaces() {
        TextFile file = TextFile.of("a.yaml", "a\r\nb\rc\n");
        assertThat(List.of(file.place(0), file.place(3), file.place(5), file.place(7), file.place(99)))
                .extracting(Place::toString)
                .containsExactly("a.yaml:1:1", "a.yaml:2:1", "a.yaml:3:1", "a.yaml:4:1", "a.yaml:4:1");
    }

    @Test
    void problemsComeByFileLineAndColumn() {
        TextFile a = TextFile.of("a.yaml", "x\ny");
        TextFile b = TextFile.of("b.yaml", "x");
        Problems problems = new Problems();
        problems.report(b.place(0), "fourth");
        problems.report(a.place(2), "third");
        problems.report(a.place(0), "second");
        problems.report(a.place(0), "first");
        problems.report(a.place(0), "first");
        assertThat(problems.sorted())
                .extracting(Diagnostic::message)
                .containsExactly("first", "second", "third", "fourth");
        assertThat(problems.count()).isEqualTo(5);
    }

    @Test
    void oneFileOfRubbishDoesNotBuryTheOthers() {
        TextFile a = TextFile.of("a.yaml", "x".repeat(1_000));
        Problems problems = new Problems();
        for (int i = 0; i < 1_000; i++) {
            problems.report(a.place(i), "wrong");
        }
        problems.report(TextFile.of("b.yaml", "x").place(0), "also wrong");
        assertThat(problems.sorted())
                .hasSize(101)
                .last()
                .extracting(Diagnostic::file)
                .isEqualTo("b.yaml");
    }

    private static String rendered(String line, String at) {
        TextFile file = TextFile.of("a.yaml", line);
        int index = line.codePointCount(0, line.indexOf(at));
        return Diagnostic.at(file.place(index), "wrong", List.of()).render();
    }
}
