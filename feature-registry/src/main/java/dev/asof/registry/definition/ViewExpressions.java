package dev.asof.registry.definition;

import dev.asof.registry.catalog.AggregateCalls;
import dev.asof.registry.compute.aggregate.Aggregates;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Resolution;
import dev.asof.registry.compute.aggregate.function.AggregateFunction;
import dev.asof.registry.compute.aggregate.group.GroupLimits;
import dev.asof.registry.compute.expression.AggregateCall;
import dev.asof.registry.compute.expression.Compilation;
import dev.asof.registry.compute.expression.Expression;
import dev.asof.registry.compute.expression.ExpressionCompiler;
import dev.asof.registry.compute.expression.ExpressionProblem;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.zone.NamedZone;
import dev.asof.registry.diagnostic.Place;
import dev.asof.registry.diagnostic.Problems;
import dev.asof.registry.diagnostic.Quoted;
import dev.asof.registry.error.NearestName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Compiles the expressions of one view over the columns of a source of it, each problem mapped to its place in the file. */
final class ViewExpressions {
    private static final String UNKNOWN_COLUMN = "unknown column ";

    private final ResolvedSource source;
    private final Schema scope;
    private final Problems problems;
    private final Map<String, Place> read = new TreeMap<>();
    private final Map<String, NamedZone> zones = new TreeMap<>();

    ViewExpressions(ResolvedSource source, Problems problems) {
        this.source = source;
        this.scope = source.source().schema();
        this.problems = problems;
    }

    /** The columns that the expressions read which were compiled so far, by name, and where the first of these stands. */
    Map<String, Place> read() {
        return read;
    }

    /** The time zones that the expressions name which were compiled so far, by name. */
    List<NamedZone> zones() {
        return List.copyOf(zones.values());
    }

    private void note(Expression expression, Place place) {
        expression.inputs().forEach(column -> read.putIfAbsent(column, place));
        expression.zones().forEach(zone -> zones.put(zone.name(), zone));
    }

    /** The canonical text of a filter. */
    Optional<String> condition(ExpressionText text) {
        Optional<Expression> condition = compile(text);
        if (condition.isPresent() && condition.get().type() != ScalarType.BOOL) {
            problems.report(
                    text.place(),
                    "a filter is true or false, this is "
                            + condition.get().type().displayName());
            return Optional.empty();
        }
        return condition.map(Expression::canonical);
    }

    /** The expression of a latest. */
    Optional<Expression> value(ExpressionText text) {
        return compile(text);
    }

    /** The canonical text of what events are grouped by. */
    Optional<String> groupKey(ExpressionText text) {
        Optional<Expression> key = compile(text);
        if (key.isPresent() && key.get().type() != ScalarType.STRING) {
            problems.report(
                    text.place(),
                    "groups are named by a string, this is " + key.get().type().displayName()
                            + "; write CAST(... AS string)");
            return Optional.empty();
        }
        return key.map(Expression::canonical);
    }

    /**
     * The call of an aggregate function that takes these arguments.
     *
     * @param groups if it is asked of groups of events, the limits of these
     */
    Optional<ResolvedCall> call(ExpressionText text, Optional<GroupLimits> groups) {
        if (isUnsaid(text)) {
            return Optional.empty();
        }
        return result(text, ExpressionCompiler.compileCall(text.text(), scope))
                .flatMap(call -> resolve(text, call, groups));
    }

    private Optional<ResolvedCall> resolve(ExpressionText text, AggregateCall call, Optional<GroupLimits> groups) {
        call.expressions().forEach(expression -> note(expression, text.place()));
        return switch (AggregateCalls.resolve(call, groups)) {
            case Resolution.Resolved resolved -> Optional.of(new ResolvedCall(call, resolved.function()));
            case Resolution.Unknown unknown -> {
                String hint = NearestName.hint(Aggregates.names(), call.function());
                problems.report(
                        text.placeAt(call.start()),
                        "there is no aggregate function " + Quoted.of(call.function()) + "."
                                + (hint.isEmpty() ? " There are " + String.join(", ", Aggregates.names()) : hint));
                yield Optional.empty();
            }
            case Resolution.Refused refused -> {
                problems.report(text.placeAt(argumentsStart(call)), refused.reason());
                yield Optional.empty();
            }
        };
    }

    private static int argumentsStart(AggregateCall call) {
        return switch (call.arguments()) {
            case AggregateCall.Star star -> star.start();
            case AggregateCall.Listed listed ->
                listed.values().isEmpty()
                        ? call.start()
                        : listed.values().getFirst().start();
        };
    }

    private Optional<Expression> compile(ExpressionText text) {
        if (isUnsaid(text)) {
            return Optional.empty();
        }
        Optional<Expression> expression = result(text, ExpressionCompiler.compile(text.text(), scope));
        expression.ifPresent(compiled -> note(compiled, text.place()));
        return expression;
    }

    private <T> Optional<T> result(ExpressionText text, Compilation<T> compilation) {
        return switch (compilation) {
            case Compilation.Success<T> success -> Optional.of(success.result());
            case Compilation.Failure<T> failure -> {
                failure.problems()
                        .forEach(problem ->
                                problems.report(text.placeAt(problem.start()), () -> message(text, problem)));
                yield Optional.empty();
            }
        };
    }

    /** The compiler's message, which knows nothing of sources, in the terms of this one. */
    private String message(ExpressionText text, ExpressionProblem problem) {
        if (!problem.message().startsWith(UNKNOWN_COLUMN)) {
            return problem.message();
        }
        String column = text.text().substring(problem.start(), problem.end()).replaceAll("^\"|\"$", "");
        return source.absenceFromExpression(column.replace("\"\"", "\""));
    }

    /** Whether the expression names a column of which nothing can be said. */
    private boolean isUnsaid(ExpressionText text) {
        return source.files() == ResolvedSource.FileState.UNREADABLE
                || source.unread().stream()
                        .anyMatch(column -> Pattern.compile("\\b" + Pattern.quote(column) + "\\b")
                                .matcher(text.text())
                                .find());
    }

    /** A call with its function. */
    record ResolvedCall(AggregateCall call, AggregateFunction<?> function) {}
}
