package dev.asof.registry.compute.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.compute.aggregate.function.AggregateDeclaration;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Argument;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Resolution;
import dev.asof.registry.compute.aggregate.function.AggregateFunction;
import dev.asof.registry.compute.expression.ExpressionCompiler;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All the ways to call a function: none, one or two inputs of each type, and perhaps a literal. */
final class AggregateCallForms {
    /** What functions may take beside their inputs: nothing, or a cap, a number of values, a quantile, edges, a half-life. */
    private static final List<List<Value>> CONSTANTS = List.of(
            List.of(),
            List.of(Value.ofLong(ScalarType.INT64, 2)),
            List.of(Value.ofLong(ScalarType.INT64, 2), Value.ofLong(ScalarType.INT64, 4)),
            List.of(Value.ofDouble(ScalarType.FLOAT64, 0.5)),
            List.of(list("[0.0, 0.5, 1.0]")),
            List.of(list("[0, 1]")),
            List.of(list("[0, DECIMAL '0.05', DECIMAL '1.5']")),
            List.of(list("[DATE '1970-01-01', DATE '1970-01-02']")),
            List.of(list("[TIMESTAMP '1970-01-01 00:00:00']")),
            List.of(Value.ofText("20us")));

    /** Types with parameters: of each lane, of each codec, with floats and without. */
    private static final List<DataType> MADE = Stream.of(
                    "decimal(18,2)",
                    "decimal(38,4)",
                    "list<float32>",
                    "list<list<string>>",
                    "map<string, float64>",
                    "map<string, decimal(20,0)>")
            .map(name -> DataType.named(name).orElseThrow())
            .toList();

    private static Value list(String text) {
        return ExpressionCompiler.compile(text, new Schema(List.of()))
                .orElseThrow()
                .constant()
                .orElseThrow();
    }

    private AggregateCallForms() {}

    /** A way to call a function, and what that means. */
    record Form(List<DataType> types, List<Value> constants, AggregateFunction<?> function) {}

    /** The ways that the function takes, of which there is at least one. */
    static List<Form> of(AggregateDeclaration declaration) {
        List<Form> forms = new ArrayList<>();
        for (List<DataType> types : typeLists()) {
            for (List<Value> constants : CONSTANTS) {
                resolve(declaration, types, constants)
                        .ifPresent(function -> forms.add(new Form(types, constants, function)));
            }
        }
        assertThat(forms).as(declaration.name()).isNotEmpty();
        return forms;
    }

    private static Optional<AggregateFunction<?>> resolve(
            AggregateDeclaration declaration, List<DataType> types, List<Value> constants) {
        List<Argument> arguments =
                new ArrayList<>(types.stream().map(Argument::ofType).toList());
        constants.forEach(constant -> arguments.add(new Argument(constant.type(), Optional.of(constant))));
        return Aggregates.resolve(declaration.name(), arguments) instanceof Resolution.Resolved resolved
                        && resolved.inputCount() == types.size()
                ? Optional.of(resolved.function())
                : Optional.empty();
    }

    private static List<List<DataType>> typeLists() {
        List<List<DataType>> lists = new ArrayList<>();
        lists.add(List.of());
        for (ScalarType type : ScalarType.values()) {
            lists.add(List.of(type));
            Arrays.stream(ScalarType.values()).forEach(second -> lists.add(List.of(type, second)));
        }
        for (DataType type : MADE) {
            lists.add(List.of(type));
            lists.add(List.of(type, type));
            lists.add(List.of(type, ScalarType.INT64));
            lists.add(List.of(ScalarType.INT64, type));
        }
        return lists;
    }
}
