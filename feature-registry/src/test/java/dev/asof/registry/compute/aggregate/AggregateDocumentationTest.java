package dev.asof.registry.compute.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.compute.aggregate.AggregateCallForms.Form;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration;
import dev.asof.registry.compute.aggregate.function.StateShape;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.ScalarType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The table in {@code docs/features.md} is that of the aggregate functions there are. To write it anew: {@code mvn -pl
 * feature-registry test -Dtest=AggregateDocumentationTest -Dasof.update=true}.
 */
class AggregateDocumentationTest {
    private static final Path DOCUMENT = Path.of("../docs/features.md");
    private static final String START =
            "<!-- functions: generated from the declarations; see AggregateDocumentationTest -->\n";
    private static final String END = "<!-- end of functions -->\n";

    @Test
    void theTableIsThatOfTheDeclarations() throws IOException {
        String document = Files.readString(DOCUMENT);
        int start = document.indexOf(START) + START.length();
        String current = document.substring(0, start) + table() + document.substring(document.indexOf(END));
        if (Boolean.getBoolean("asof.update")) {
            Files.writeString(DOCUMENT, current);
        }
        assertThat(Files.readString(DOCUMENT)).isEqualTo(current);
    }

    private static String table() {
        return Aggregates.declarations().stream()
                .map(AggregateDocumentationTest::row)
                .collect(Collectors.joining("", """

                        | function | meaning | takes and gives | nulls | state |
                        |---|---|---|---|---|
                        """, "\n"));
    }

    private static String row(AggregateDeclaration declaration) {
        List<Form> forms = AggregateCallForms.of(declaration);
        List<String> cells = List.of(
                "`" + declaration.signature().replace("), ", ")`, `") + "`",
                declaration.meaning(),
                types(forms),
                declaration.nulls(),
                state(forms.getFirst().function().shape()));
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String types(List<Form> forms) {
        if (forms.stream().allMatch(form -> form.types().isEmpty())) {
            return "`" + forms.getFirst().function().resultType().displayName() + "`";
        }
        List<Form> taking =
                forms.stream().filter(form -> !form.types().isEmpty()).toList();
        boolean keeps = taking.stream()
                .allMatch(
                        form -> form.function().resultType().equals(form.types().getFirst()));
        boolean lists = taking.stream()
                .allMatch(form -> form.function()
                        .resultType()
                        .equals(new ListType(form.types().getFirst())));
        String others = taking.stream().anyMatch(form -> form.types().size() > 1)
                ? ", y "
                        + set(taking.stream()
                                .map(form -> form.types().getLast())
                                .collect(Collectors.toSet()))
                : "";
        Map<String, Set<DataType>> byResult = new TreeMap<>();
        for (Form form : taking) {
            String result = keeps ? "x's type" : lists ? "a list of x's type" : "`" + result(form) + "`";
            byResult.computeIfAbsent(result, none -> new java.util.HashSet<>())
                    .add(form.types().getFirst());
        }
        return byResult.entrySet().stream()
                .map(entry -> "x " + set(entry.getValue()) + others + ": " + entry.getKey())
                .collect(Collectors.joining("<br>"));
    }

    /** The type of the result; of a decimal by that of x, decimal(p, s). */
    private static String result(Form form) {
        DataType result = form.function().resultType();
        if (result instanceof DecimalType decimal && form.types().getFirst() instanceof DecimalType input) {
            return decimal.scale() == input.scale() ? "decimal(38, s)" : "decimal(38, min(38, s + 6))";
        }
        return result.displayName();
    }

    private static String set(Set<DataType> types) {
        if (types.containsAll(Set.of(ScalarType.values()))) {
            return "of any type";
        }
        return types.stream()
                .sorted(Comparator.comparing(AggregateDocumentationTest::place))
                .map(type -> type instanceof DecimalType ? "decimal" : type.displayName())
                .distinct()
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(", "));
    }

    private static int place(DataType type) {
        return type instanceof ScalarType scalar ? scalar.ordinal() : ScalarType.values().length;
    }

    private static String state(StateShape shape) {
        return switch (shape) {
            case CONSTANT -> "a few numbers or values";
            case ORDERED -> "a few numbers or values; blocks join in order of time";
            case SERIES -> "up to n values; blocks join in order of time";
            case GROUPED, GROUPED_IN_ORDER -> "a few numbers or values for each group, up to the cap";
            case DISTINCT -> "each distinct value with its count, up to the cap";
            case DECAYED -> "a sum for each half-life with events, of the last 1,025";
            case SESSION -> "that of the session";
            case SKETCH -> "a sketch of bounded size";
        };
    }
}
