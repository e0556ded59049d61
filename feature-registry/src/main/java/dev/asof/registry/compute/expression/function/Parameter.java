package dev.asof.registry.compute.expression.function;

import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Value;
import java.util.List;
import java.util.Locale;

/** What stands in one place of a call. */
public sealed interface Parameter {

    /** The type of what stands here. */
    DataType type();

    /** How the documentation names what stands here. */
    String describe();

    /** A value of a type, evaluated for each row. */
    record Of(DataType type) implements Parameter {
        @Override
        public String describe() {
            return type.displayName();
        }
    }

    /**
     * A literal, which is read when the call is compiled.
     *
     * @param name what it is, such as a pattern
     * @param choices all that may stand here, whose case doesn't matter; none if there are no end of them
     * @param samples a few that may stand here, as expressions
     */
    record Written(String name, DataType type, List<String> choices, List<String> samples) implements Parameter {
        public Written {
            choices = List.copyOf(choices);
            samples = List.copyOf(samples);
        }

        /** A text of which one may stand here. */
        static Written oneOf(String name, List<String> choices) {
            return new Written(
                    name,
                    ScalarType.STRING,
                    choices,
                    choices.stream().map(choice -> "'" + choice + "'").toList());
        }

        /** A text that is read by rules of its own. */
        static Written text(String name, String... samples) {
            return new Written(name, ScalarType.STRING, List.of(), List.of(samples));
        }

        @Override
        public String describe() {
            return name;
        }

        /** The literal as canonical texts have it. */
        public Value canonical(Value literal) {
            return literal instanceof Value.BytesValue text && !choices.isEmpty()
                    ? Value.ofText(text.text().toLowerCase(Locale.ROOT))
                    : literal;
        }

        /** Whether a canonical literal is one of the choices, where there are any. */
        public boolean allows(Value literal) {
            return choices.isEmpty() || (literal instanceof Value.BytesValue text && choices.contains(text.text()));
        }
    }
}
