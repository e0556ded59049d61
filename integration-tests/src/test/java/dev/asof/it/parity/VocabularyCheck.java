package dev.asof.it.parity;

import dev.asof.it.answer.Columns;
import dev.asof.it.generate.Cell;
import dev.asof.it.oracle.Feature;
import dev.asof.it.oracle.RowFunction;
import dev.asof.it.oracle.Type;
import dev.asof.registry.compute.aggregate.Aggregates;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Argument;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Resolution;
import dev.asof.registry.compute.aggregate.group.GroupLimits;
import dev.asof.registry.compute.aggregate.group.GroupedFunction;
import dev.asof.registry.compute.expression.Expression;
import dev.asof.registry.compute.expression.ExpressionCompiler;
import dev.asof.registry.compute.expression.function.FunctionCatalog;
import dev.asof.registry.compute.expression.function.ScalarFunction;
import dev.asof.registry.compute.expression.function.Signature;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.window.Window;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What the system can be asked to compute, and is proved nowhere. */
final class VocabularyCheck {
    /** What functions take beside their inputs. */
    private static final List<List<String>> CONSTANTS = List.of(
            List.of(),
            List.of("2"),
            List.of("0.5"),
            List.of("'20us'"),
            List.of("[0, 1]"),
            List.of("[DATE '1970-01-01', DATE '1970-01-02']"),
            List.of("[TIMESTAMP '1970-01-01 00:00:00']"));

    private static final Map<Class<?>, List<Cell.Form>> FORMS = Map.of(
            Window.Unbounded.class, List.of(Cell.Form.UNBOUNDED),
            Window.Sliding.class,
                    List.of(Cell.Form.SLIDING, Cell.Form.ROUNDED, Cell.Form.DELAYED, Cell.Form.CLOSED_LEFT),
            Window.Tumbling.class, List.of(Cell.Form.TUMBLING),
            Window.Calendar.class, List.of(Cell.Form.CALENDAR),
            Window.Session.class, List.of(Cell.Form.SESSION));

    private VocabularyCheck() {}

    /** The forms of functions of expressions that are none of the oracle's. */
    static List<String> formsWithout(Collection<RowFunction> oracle) {
        List<String> missing = new ArrayList<>();
        for (ScalarFunction function : FunctionCatalog.all()) {
            forms(function).stream()
                    .filter(signature -> oracle.stream().noneMatch(known -> isOf(known, function, signature)))
                    .forEach(signature -> missing.add(function.name() + "(" + signature.describeParameters() + ")"));
        }
        return missing;
    }

    /** What stands for all the forms of a function. */
    static List<Signature> forms(ScalarFunction function) {
        return function.forms().stream()
                .flatMap(form -> form.samples().stream())
                .toList();
    }

    /** Whether the oracle's form is one of the system's. */
    static boolean isOf(RowFunction known, ScalarFunction function, Signature signature) {
        List<DataType> types = known.parameters().stream()
                .map(parameter -> Columns.type(parameter.type()))
                .toList();
        return known.name().equals(function.name()) && signature.takesExactly(types);
    }

    /** The aggregate functions of inputs in windows that are no cells of the coverage matrix. */
    static Set<String> aggregatesWithout(Collection<Cell> cells) {
        Set<String> known = new HashSet<>();
        cells.forEach(cell -> known.add(name(lower(cell.function()), cell.type(), cell.form())));
        Set<String> missing = all();
        missing.removeAll(known);
        return missing;
    }

    /** The cells that the system has no function for. */
    static List<Cell> cellsOfNothing(Collection<Cell> cells) {
        Set<String> all = all();
        return cells.stream()
                .filter(cell -> !all.contains(name(lower(cell.function()), cell.type(), cell.form())))
                .toList();
    }

    private static Set<String> all() {
        Set<String> all = new HashSet<>();
        for (String function : Aggregates.names()) {
            for (Optional<Type> type : Cell.inputs()) {
                resolved(function, type).ifPresent(resolution -> {
                    for (Class<?> window : Window.class.getPermittedSubclasses()) {
                        List<Cell.Form> forms = FORMS.getOrDefault(window, List.of());
                        forms.forEach(form -> all.add(name(function, type, form)));
                        if (forms.isEmpty()) {
                            all.add(function + " in a " + window.getSimpleName());
                        }
                    }
                    if (isGrouped(resolution)) {
                        all.add(name(function, type, Cell.Form.GROUPED));
                    }
                });
            }
        }
        return all;
    }

    private static boolean isGrouped(Resolution.Resolved ungrouped) {
        return GroupedFunction.of(ungrouped, new GroupLimits(OptionalInt.empty(), GroupLimits.DEFAULT_MOST))
                instanceof Resolution.Resolved;
    }

    private static String name(String function, Optional<Type> type, Cell.Form form) {
        return function + " of " + type.map(Type::text).orElse("nothing") + ", " + lower(form);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** What a call with a first input of the type, or with none, means, whatever else it needs. */
    private static Optional<Resolution.Resolved> resolved(String function, Optional<Type> type) {
        for (List<Type> inputs : inputs(type)) {
            for (List<String> constants : CONSTANTS) {
                List<Argument> arguments = new ArrayList<>(
                        inputs.stream().map(Columns::type).map(Argument::ofType).toList());
                constants.forEach(constant -> arguments.add(constant(constant)));
                if (Aggregates.resolve(function, arguments) instanceof Resolution.Resolved resolved
                        && resolved.inputCount() == inputs.size()) {
                    return Optional.of(resolved);
                }
            }
        }
        return Optional.empty();
    }

    private static List<List<Type>> inputs(Optional<Type> type) {
        return type.map(first -> List.of(List.of(first), List.of(first, Type.INT64)))
                .orElse(List.of(List.of()));
    }

    private static Argument constant(String text) {
        Expression constant =
                ExpressionCompiler.compile(text, new Schema(List.of())).orElseThrow();
        return new Argument(constant.type(), constant.constant());
    }

    /** The aggregate functions that are none of the oracle's. */
    static List<String> functionsWithout(Collection<Feature.Function> oracle) {
        List<String> known = oracle.stream().map(VocabularyCheck::lower).toList();
        return Aggregates.names().stream().filter(name -> !known.contains(name)).toList();
    }
}
