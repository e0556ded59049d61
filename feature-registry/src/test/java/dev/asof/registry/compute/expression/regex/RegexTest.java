package dev.asof.registry.compute.expression.regex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.compute.expression.ExpressionCompiler;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegexTest {

    private static String refusal(String pattern) {
        return switch (Regex.read(pattern)) {
            case Regex.Refused(String reason) -> reason;
            case Regex.Compiled compiled -> "";
        };
    }

    private static Regex regex(String pattern) {
        return ((Regex.Compiled) Regex.read(pattern)).regex();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a{1000}{1000}",
                "((a{100}){100}){100}",
                "(((((((((a{9}){9}){9}){9}){9}){9}){9}){9}){9})",
                "(((){1000}){1000}){1000}",
                "(?:(?:[a-z]{0,1000}){1000})",
                "(x{2000})",
                "\\pL{1000}{1000}",
                "(a|b){501}",
                "\\Qaaaaaaaaaa\\E{999}{999}"
            })
    void repeatsThatMultiplyAreRefusedBeforeTheyAreCompiled(String pattern) {
        assertThat(refusal(pattern)).contains("more than 1000 steps");
    }

    @Test
    void whatIsTooLongOrTooDeepIsRefused() {
        assertThat(refusal("a".repeat(1_001))).contains("at most 1000 are allowed");
        assertThat(refusal("a".repeat(5_000_000))).contains("at most 1000 are allowed");
        assertThat(refusal("(".repeat(101) + ")".repeat(101))).contains("nested more than 100 deep");
        assertThat(refusal("(".repeat(1_000))).contains("nested more than 100 deep");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"(", ")", "[a", "a**", "*", "\\", "(?<n", "[z-a]", "\\p{Nonsense}", "a{3,2}", "(?=a)", "\\1"})
    void whatIsNoPatternIsRefused(String pattern) {
        assertThat(refusal(pattern)).startsWith("this is no pattern: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(?i)é", "(?i)\\pL", "(?i)[\\x{212A}]", "a(?i:É)", "(?si)\\Qß\\E", "(?i)[^é]"})
    void caseIsIgnoredOfAsciiAlone(String pattern) {
        assertThat(refusal(pattern)).contains("nothing but ASCII");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x{0,499}",
                "(x{0,150}){0,3}",
                "(?:x?){240}",
                "[a-z]{900}",
                "(?i)(a|b)+[^c-e]",
                "a{,5}",
                "{",
                "[]a]",
                "[[:alpha:]]+",
                "(?P<name>a)",
                "\\pL{100}",
                "\\x{10FFFF}",
                "(a|aa|aaa|aaaa)*$"
            })
    void whatIsWithinTheBoundsIsTaken(String pattern) throws InterruptedException {
        Thread small = new Thread(null, () -> regex(pattern).isIn(utf8("aaaa")), "small-stack", 256 << 10);
        Throwable[] thrown = new Throwable[1];
        small.setUncaughtExceptionHandler((thread, failure) -> thrown[0] = failure);
        small.start();
        small.join();
        assertThat(thrown[0]).isNull();
    }

    @Test
    void patternsThatAreCatastrophicElsewhereTakeLinearTime() {
        byte[] text = utf8("a".repeat(Regex.MAX_TEXT_BYTES - 1) + "!");
        for (String pattern : List.of("(a+)+$", "(a|aa)+$", "(.*)*x", "(a?){30}a{30}$", "^(([a-z])+.)+[A-Z]$")) {
            assertThat(regex(pattern).isIn(text)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+b)?", "a+b|a", "a*?b|a", "(a|aa)+b|a", "(?:a*c)?"})
    void searchesThatReadToTheEndBehindEachMatchAreBounded(String pattern) {
        int most = 1_447;
        assertThat(most * (most + 1) / 2).isLessThanOrEqualTo(Regex.MAX_READ);
        assertThat(isReplaced(pattern, "a".repeat(most))).isTrue();
        assertThat(isReplaced(pattern, "a".repeat(most + 1))).isFalse();
        assertThat(isReplaced(pattern, "a".repeat(Regex.MAX_TEXT_BYTES))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "", "[a-z]", "(a)(b?)", "\\w+", "a{1,3}", "(?i)A", ".*", "\\b", "(a{5})?", "b|a", "x*"})
    void patternsThatReadLittleBehindAMatchReplaceAnyText(String pattern) {
        assertThat(isReplaced(pattern, "a".repeat(Regex.MAX_TEXT_BYTES))).isTrue();
        assertThat(isReplaced(pattern, "ab c".repeat(Regex.MAX_TEXT_BYTES / 4))).isTrue();
        assertThat(isReplaced(pattern, "é\uD83D\uDE00".repeat(Regex.MAX_TEXT_BYTES / 6)))
                .isTrue();
    }

    @Test
    void noTextOf1023CharactersReadsTooMuch() {
        assertThat(isReplaced("(a+b)?", "a".repeat(1_023))).isTrue();
        assertThat(1_024 * 1_024).isLessThanOrEqualTo(Regex.MAX_READ);
    }

    private static boolean isReplaced(String pattern, String text) {
        Schema schema = new Schema(List.of(new Field("s", ScalarType.STRING)));
        ColumnBuilder column = new ColumnBuilder(ScalarType.STRING);
        column.appendText(text);
        return ExpressionCompiler.compile("regexp_replace(s, '" + pattern + "', 'x')", schema)
                        .orElseThrow()
                        .evaluate(new ColumnBatch(schema, List.of(column.build()), 1))
                        .errorCount()
                == 0;
    }

    /** The classes of Unicode are part of what a pattern means: a library with other tables may not go unnoticed. */
    @Test
    void theTablesOfUnicodeAreThoseOfTheRelease() throws Exception {
        StringBuilder all = new StringBuilder();
        for (int c = 1; c <= Character.MAX_CODE_POINT; c++) {
            if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
                all.appendCodePoint(c);
            }
        }
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (String name :
                List.of("L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "N", "Nd", "P", "S", "Z", "C", "Greek", "Han")) {
            com.google.re2j.Matcher matcher =
                    com.google.re2j.Pattern.compile("\\p{" + name + "}+").matcher(all);
            while (matcher.find()) {
                digest.update("%s %d %d\n"
                        .formatted(name, matcher.start(), matcher.end())
                        .toLowerCase(Locale.ROOT)
                        .getBytes(StandardCharsets.US_ASCII));
            }
        }
        assertThat(HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), 8))).isEqualTo("8cb7404cb67cd9bf");
    }
}
