package dev.asof.registry.compute.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.GoldenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every message, as users read it: the golden file holds texts that do not compile and, indented, what is said of them. To
 * add one, add its text to the file and update it.
 */
class MessageTest {
    private static final GoldenFile MESSAGES =
            GoldenFile.at("dev/asof/registry/compute/expression/expression-messages.txt");

    @Test
    void messagesAreThoseOfTheGoldenFile() throws IOException {
        List<String> texts = Files.readAllLines(MESSAGES.path()).stream()
                .filter(line -> !line.startsWith("    ") && !line.isEmpty())
                .toList();
        StringBuilder actual = new StringBuilder();
        for (String text : texts) {
            String problems = Cases.problems(text);
            assertThat(problems).as(text).isNotEmpty();
            actual.append(text).append('\n').append(problems.indent(4)).append('\n');
        }
        MESSAGES.assertMatches(actual.toString().stripTrailing());
    }
}
