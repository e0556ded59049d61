package dev.asof.registry.catalog;

import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Resolution;
import dev.asof.registry.compute.expression.AggregateCall;
import dev.asof.registry.compute.expression.Expression;
import dev.asof.registry.compute.expression.ExpressionCompiler;
import dev.asof.registry.compute.program.FeatureProgram;
import dev.asof.registry.compute.program.FeatureSpec;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.window.Window;
import dev.asof.registry.compute.zone.NamedZone;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.util.List;
import java.util.stream.Stream;

/** Compiles a version of a feature view, which needs nothing but itself. */
public final class FeatureCompiler {
    private final FeatureView view;
    private final Schema scope;
    private final Use use;

    /** What a program is for. */
    private enum Use {
        VALUES,
        EVENTS
    }

    private FeatureCompiler(FeatureView view, Use use) {
        this.view = view;
        this.use = use;
        this.scope = view.contracts().getFirst().schema();
    }

    /**
     * The program that computes this version.
     *
     * @throws AsofException {@code NOT_COMPUTABLE} if it was applied with other rules of a time zone; {@code CORRUPT_DATA} if
     *     it cannot have been resolved by this build
     */
    public static FeatureProgram compile(FeatureView view) {
        requireComputable(view);
        return compile(view, Use.VALUES);
    }

    /** Whether this build has the rules of time zones that the version was applied with. */
    public static boolean isComputable(FeatureView view) {
        return view.allZones().stream().allMatch(NamedZone::isCurrent);
    }

    /** @throws AsofException {@code NOT_COMPUTABLE} if the version was applied with other rules of a time zone */
    public static void requireComputable(FeatureView view) {
        ZoneRules.requireCurrent("feature view '" + view.id() + "'", view.allZones());
    }

    /**
     * A program that admits and keeps the events of this version, whatever the rules of time zones are: no row depends on
     * them. It has no calendar windows, and answers no questions.
     *
     * @throws AsofException {@code CORRUPT_DATA} if the view cannot have been resolved by this build
     */
    public static FeatureProgram compileForEvents(FeatureView view) {
        return compile(view, Use.EVENTS);
    }

    private static FeatureProgram compile(FeatureView view, Use use) {
        try {
            return new FeatureCompiler(view, use).program();
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new AsofException(
                    ErrorCode.CORRUPT_DATA,
                    "Cannot compile feature view '" + view.id() + "' from the registry: " + e.getMessage()
                            + ". Use the build of Asof that applied it, or a newer one.",
                    e);
        }
    }

    private FeatureProgram program() {
        return new FeatureProgram(
                view.name(),
                view.version(),
                view.entityKeys(),
                view.keyColumns(),
                view.contracts(),
                view.where().map(this::expression),
                view.features().stream().map(this::spec).toList());
    }

    private FeatureSpec spec(Feature feature) {
        return switch (feature) {
            case Feature.Latest latest ->
                new FeatureSpec.Latest(
                        latest.name(),
                        expression(latest.expression()),
                        latest.maxAgeMicros(),
                        latest.timeRule(),
                        latest.where().map(this::expression),
                        latest.defaultValue());
            case Feature.Aggregate aggregate -> aggregate(aggregate);
        };
    }

    private FeatureSpec aggregate(Feature.Aggregate aggregate) {
        AggregateCall call =
                ExpressionCompiler.compileCall(aggregate.call(), scope).orElseThrow();
        List<Expression> key =
                aggregate.by().map(by -> expression(by.key())).stream().toList();
        Resolution.Resolved resolved =
                resolved(AggregateCalls.resolve(call, aggregate.by().map(GroupBy::limits)));
        List<Expression> inputs = Stream.concat(key.stream(), call.expressions().stream())
                .limit(resolved.inputCount())
                .toList();
        return new FeatureSpec.Aggregate(
                aggregate.name(),
                resolved.function(),
                inputs,
                use == Use.EVENTS && aggregate.window() instanceof Window.Calendar
                        ? new Window.Unbounded()
                        : aggregate.window(),
                aggregate.timeRule(),
                aggregate.where().map(this::expression),
                aggregate.defaultValue());
    }

    private static Resolution.Resolved resolved(Resolution resolution) {
        return switch (resolution) {
            case Resolution.Resolved resolved -> resolved;
            case Resolution.Unknown unknown ->
                throw new IllegalStateException("there is no aggregate function '" + unknown.name() + "'");
            case Resolution.Refused refused -> throw new IllegalStateException(refused.reason());
        };
    }

    private Expression expression(String text) {
        return ExpressionCompiler.compile(text, scope).orElseThrow();
    }
}
