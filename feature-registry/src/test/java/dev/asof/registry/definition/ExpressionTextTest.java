package dev.asof.registry.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.diagnostic.Problems;
import dev.asof.registry.diagnostic.TextFile;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The way back from a value to the file, through every way of writing a value in YAML. */
class ExpressionTextTest {
    private static final String[] WORDS = {
        "amount", "+", "(a - b)", "'it''s'", "\"Odd \"\"Name\"", "日本", "😀", "x = 1", "CASE", "\\d"
    };

    @Test
    void everyCharacterIsFoundAgain() {
        for (int seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            String yaml = "key: " + scalar(random) + "\nother: 1\n";
            TextFile file = TextFile.of("a.yaml", yaml);
            Problems problems = new Problems();
            YamlNode.Mapping mapping =
                    (YamlNode.Mapping) YamlParser.parse(file, problems).getFirst();
            assertThat(problems.sorted()).as("seed %s: %s", seed, yaml).isEmpty();
            ExpressionText text = ExpressionText.of(
                    (YamlNode.Scalar) mapping.entries().getFirst().value());
            for (int i = 0;
                    i < text.text().length();
                    i += Character.charCount(text.text().codePointAt(i))) {
                int codePoint = text.text().codePointAt(i);
                if (!Character.isWhitespace(codePoint)) {
                    assertThat(file.codePointAt(text.placeAt(i).index()))
                            .as("seed %s, character %s of <%s> in:%n%s", seed, i, text, yaml)
                            .isEqualTo(codePoint);
                }
            }
        }
    }

    private static String scalar(Random random) {
        StringBuilder words = new StringBuilder("a");
        String[] breaks = {" ", "  ", "\n    ", " \n    ", "\n\n    "};
        int style = random.nextInt(5);
        for (int i = 0; i < random.nextInt(6); i++) {
            words.append(breaks[random.nextInt(breaks.length)]).append(WORDS[random.nextInt(WORDS.length)]);
        }
        String text = words.toString();
        return switch (style) {
            case 0 -> text;
            case 1 -> "'" + text.replace("'", "''") + "'";
            case 2 -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
            case 3 -> ">" + (random.nextBoolean() ? "-" : "") + "  # folded\n    " + text.replace(" \n", "\n");
            default -> "|\n    " + text;
        };
    }
}
