package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.parse.Syntax;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.error.NearestName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Resolves the names of columns and features. */
final class NameChecker {
    private final Checker checker;
    private final Schema scope;
    private final FeatureScope features;

    NameChecker(Checker checker, Schema scope, FeatureScope features) {
        this.checker = checker;
        this.scope = scope;
        this.features = features;
    }

    Optional<Expression> column(Syntax.Name name) {
        OptionalInt index = scope.find(name.name());
        if (index.isEmpty()) {
            checker.report(name.range(), "unknown column '" + name.name() + "'." + columnHint(name));
            return Optional.empty();
        }
        DataType type = scope.field(index.getAsInt()).type();
        return Optional.of(new ColumnReference(name.name(), type));
    }

    Optional<Expression> feature(Syntax.Feature syntax) {
        return switch (features.find(syntax.reference())) {
            case FeatureScope.Found.Feature(String column, DataType type) ->
                Optional.of(new FeatureReference(column, type));
            case FeatureScope.Found.Refused(String reason) -> {
                checker.report(syntax.range(), reason);
                yield Optional.empty();
            }
            case FeatureScope.Found.Unsaid unsaid -> Optional.empty();
        };
    }

    private String columnHint(Syntax.Name name) {
        Optional<String> nearest = NearestName.among(scope.names(), name.name());
        if (nearest.isPresent()) {
            return " Did you mean '" + Names.quotedIfNeeded(nearest.get()) + "'?";
        }
        return switch (name.quoting()) {
            case QUOTED -> " Texts stand in single quotes: " + Literal.quoted(name.name());
            case BARE ->
                scope.size() == 0
                        ? " There are no columns here"
                        : " There are " + listed(scope.names()) + "; a text stands in single quotes: "
                                + Literal.quoted(name.name());
        };
    }

    private static String listed(List<String> names) {
        int shown = Math.min(names.size(), 10);
        return String.join(", ", names.subList(0, shown)) + (shown < names.size() ? ", ..." : "");
    }
}
