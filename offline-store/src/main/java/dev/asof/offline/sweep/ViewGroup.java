package dev.asof.offline.sweep;

import dev.asof.registry.compute.program.FeatureProgram;
import dev.asof.registry.compute.program.Sight;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Views of the same sources that are asked the same questions about the same entities, so that their events can be found, moved
 * and sorted as one. Where questions bound acceptance each view is a group of its own, since what the server accepted is.
 *
 * @param views at least one
 */
record ViewGroup(List<ViewQuestions> views) {

    ViewGroup {
        views = List.copyOf(views);
    }

    /** The groups of the views, in the order of their first. */
    static List<ViewGroup> of(List<ViewQuestions> views) {
        List<List<ViewQuestions>> groups = new ArrayList<>();
        for (ViewQuestions view : views) {
            groups.stream()
                    .filter(group -> group.stream().allMatch(other -> areAlike(view, other)))
                    .findFirst()
                    .orElseGet(() -> {
                        groups.add(new ArrayList<>());
                        return groups.getLast();
                    })
                    .add(view);
        }
        return groups.stream().map(ViewGroup::new).toList();
    }

    ViewQuestions first() {
        return views.getFirst();
    }

    /** The sources of each view. */
    List<String> sources() {
        return first().program().sources();
    }

    List<FeatureProgram> programs() {
        return views.stream().map(ViewQuestions::program).toList();
    }

    /** Between which times events lie that can matter to any of the questions. */
    Sight sight() {
        ViewQuestions asked = first();
        return Sight.of(programs(), asked.asOf(), asked.knownAt(), asked.acceptedBy());
    }

    private static boolean areAlike(ViewQuestions view, ViewQuestions other) {
        return view.asksTheSameAs(other)
                && !view.asksForAcceptance()
                && view.program().sources().equals(other.program().sources())
                && view.program().keyColumns().equals(other.program().keyColumns())
                && view.program()
                        .keyCodec()
                        .keys()
                        .equals(other.program().keyCodec().keys())
                && view.program()
                        .roles()
                        .eventTime()
                        .equals(other.program().roles().eventTime())
                && agree(view.program().keptColumns(), other.program().keptColumns());
    }

    /** Whether the columns that both have are of one type. */
    private static boolean agree(Schema columns, Schema others) {
        for (Field field : columns.fields()) {
            OptionalInt other = others.find(field.name());
            if (other.isPresent() && !others.field(other.getAsInt()).equals(field)) {
                return false;
            }
        }
        return true;
    }
}
