package dev.asof.registry.compute.aggregate;

import dev.asof.registry.compute.aggregate.AggregateCallForms.Form;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Resolution;
import dev.asof.registry.compute.aggregate.group.GroupLimits;
import dev.asof.registry.compute.aggregate.group.GroupedFunction;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Functions of at most one input, or of two of one type, by groups: few entries, and more groups than there may be. */
final class GroupedForms {
    private static final GroupLimits LIMITS = new GroupLimits(OptionalInt.of(2), 3);

    private GroupedForms() {}

    /** The form by groups, if there is one. */
    static Stream<Form> of(Form form) {
        boolean isDrawn = form.types().stream().distinct().count() <= 1;
        return isDrawn
                        && GroupedFunction.of(
                                        new Resolution.Resolved(
                                                form.function(), form.types().size()),
                                        LIMITS)
                                instanceof Resolution.Resolved resolved
                ? Stream.of(new Form(withKey(form.types()), form.constants(), resolved.function()))
                : Stream.empty();
    }

    private static List<DataType> withKey(List<DataType> types) {
        List<DataType> all = new ArrayList<>(List.of(ScalarType.STRING));
        all.addAll(types);
        return all;
    }
}
