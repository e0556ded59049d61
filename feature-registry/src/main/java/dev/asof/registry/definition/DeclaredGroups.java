package dev.asof.registry.definition;

import dev.asof.registry.compute.aggregate.group.GroupLimits;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How an aggregate groups its events, as declared.
 *
 * @param key the expression whose values the groups have
 */
record DeclaredGroups(ExpressionText key, GroupLimits limits) {
    private static final ValueReader<Integer> TOP = Values.wholeNumber(GroupLimits.GREATEST_TOP);
    private static final ValueReader<Integer> MOST = Values.wholeNumber(GroupLimits.GREATEST_MOST);

    /** What an aggregate says of groups; empty if it has none or says it wrong. */
    static Optional<DeclaredGroups> read(MappingReader reader) {
        Optional<ExpressionText> key = reader.read("by", Values.EXPRESSION);
        Optional<Integer> top = reader.read("top", TOP);
        Optional<Integer> most = reader.read("max_groups", MOST);
        if (!reader.has("by")) {
            refuse(
                    reader,
                    List.of("top", "max_groups"),
                    "counts groups; say what they are with by: a column or expression");
        }
        OptionalInt entries = top.map(OptionalInt::of).orElse(OptionalInt.empty());
        GroupLimits limits = new GroupLimits(entries, most.orElse(GroupLimits.DEFAULT_MOST));
        return key.map(text -> new DeclaredGroups(text, limits));
    }

    /** Reports each of the keys that is there. */
    static void refuse(MappingReader reader, List<String> keys, String reason) {
        keys.stream()
                .filter(reader::has)
                .forEach(key -> reader.problems().report(reader.placeOf(key), "'" + key + "' " + reason));
    }
}
