package dev.asof.registry.catalog;

import dev.asof.registry.compute.derived.DerivedProgram;
import dev.asof.registry.compute.expression.Expression;
import dev.asof.registry.compute.expression.ExpressionCompiler;
import dev.asof.registry.compute.expression.FeatureScope;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Compiles a version of an on-demand view, which needs nothing but itself. */
public final class OnDemandCompiler {
    private OnDemandCompiler() {}

    /**
     * The programs of its features, by name.
     *
     * @throws AsofException {@code NOT_COMPUTABLE} if it was applied with other rules of a time zone; {@code CORRUPT_DATA} if the view cannot have been resolved by this build
     */
    public static Map<String, DerivedProgram> compile(OnDemandView view) {
        view.features()
                .forEach(feature -> ZoneRules.requireCurrent("on-demand view '" + view.id() + "'", feature.zones()));
        try {
            Map<String, DerivedProgram> programs = new LinkedHashMap<>();
            view.features().forEach(feature -> programs.put(feature.name(), program(feature)));
            return programs;
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new AsofException(
                    ErrorCode.CORRUPT_DATA,
                    "Cannot compile on-demand view '" + view.id() + "' from the registry: " + e.getMessage()
                            + ". Use the build of Asof that applied it, or a newer one.",
                    e);
        }
    }

    private static DerivedProgram program(DerivedFeature feature) {
        Expression value = ExpressionCompiler.compile(feature.expression(), feature.reads(), pinned(feature.reads()))
                .orElseThrow();
        return new DerivedProgram(feature.name(), value, feature.reads(), feature.defaultValue());
    }

    /** References in full are the names of the columns that hold the values. */
    private static FeatureScope pinned(Schema reads) {
        return reference -> new FeatureScope.Found.Feature(
                reference, reads.field(reads.indexOf(reference)).type());
    }
}
