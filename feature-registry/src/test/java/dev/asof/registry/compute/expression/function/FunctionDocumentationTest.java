package dev.asof.registry.compute.expression.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The tables of functions in {@code docs/expressions.md} are those of the catalog. To write them anew: {@code mvn -pl
 * feature-registry test -Dtest=FunctionDocumentationTest -Dasof.update=true}.
 */
class FunctionDocumentationTest {
    private static final Path DOCUMENT = Path.of("../docs/expressions.md");
    private static final String START =
            "<!-- functions: generated from the catalog; see FunctionDocumentationTest -->\n";
    private static final String END = "<!-- end of functions -->\n";

    @Test
    void theTablesAreThoseOfTheCatalog() throws IOException {
        String document = Files.readString(DOCUMENT);
        int start = document.indexOf(START) + START.length();
        int end = document.indexOf(END);
        String current = document.substring(0, start) + tables() + document.substring(end);
        if (Boolean.getBoolean("asof.update")) {
            Files.writeString(DOCUMENT, current);
        }
        assertThat(Files.readString(DOCUMENT)).isEqualTo(current);
    }

    private static String tables() {
        StringBuilder text = new StringBuilder();
        for (ScalarFunction.Category category : ScalarFunction.Category.values()) {
            text.append("\n### ").append(category.title()).append("\n\n");
            text.append("| function | meaning | null, too | fails | example |\n|---|---|---|---|---|\n");
            FunctionCatalog.all().stream()
                    .filter(function -> function.category() == category)
                    .forEach(function -> text.append(row(function)));
        }
        return text.append('\n').toString();
    }

    private static String row(ScalarFunction function) {
        String choices = function.choices().entrySet().stream()
                .map(choice -> " " + choice.getKey().substring(0, 1).toUpperCase(Locale.ROOT)
                        + choice.getKey().substring(1) + "s: "
                        + choice.getValue().stream()
                                .map(each -> "`'" + each + "'`")
                                .collect(Collectors.joining(", "))
                        + ".")
                .collect(Collectors.joining());
        List<String> cells = List.of(
                function.describeForms().stream()
                        .map(signature -> "`" + signature + "`")
                        .collect(Collectors.joining("<br>")),
                function.description() + choices,
                function.nulls().orElse(""),
                function.errors().orElse("never"),
                function.examples().stream()
                        .map(example -> "`" + example.expression() + "` is `" + example.result() + "`")
                        .collect(Collectors.joining("<br>")));
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
