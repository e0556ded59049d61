package dev.asof.it.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One version of an on-demand view.
 *
 * @param request the columns that come with a question
 * @param features each of which may read those before it
 */
public record OnDemand(String name, int version, List<Source.Column> request, List<Derived> features) {

    public OnDemand {
        request = List.copyOf(request);
        features = List.copyOf(features);
    }

    /** A feature computed from others. */
    public record Derived(String name, Expr value, Optional<Object> defaultValue) {}

    public String ref() {
        return name + "@" + version;
    }

    /**
     * The answers of all features.
     *
     * @param given the values of all features of views, by reference, and of the request, by column
     */
    public List<Answer> answers(Map<String, @Nullable Object> given) {
        Map<String, @Nullable Object> known = new HashMap<>(given);
        List<Answer> answers = new ArrayList<>();
        for (Derived feature : features) {
            Object value = feature.value().on(known);
            Answer.Status status = value == null ? Answer.Status.NULL_VALUE : Answer.Status.PRESENT;
            if (value == null && feature.defaultValue().isPresent()) {
                value = feature.defaultValue().get();
                status = Answer.Status.DEFAULTED;
            }
            answers.add(new Answer(status, value, OptionalLong.empty()));
            known.put(ref() + ":" + feature.name(), value);
        }
        return answers;
    }
}
