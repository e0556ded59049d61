package dev.asof.registry.definition;

import dev.asof.registry.diagnostic.Place;
import java.util.List;

/** A node of a YAML document with its place. No node is shared and none is deeper than {@link YamlParser} allows. */
sealed interface YamlNode {

    Place place();

    /** How messages call this kind of node. */
    String describe();

    /** How a scalar is written. */
    enum Form {
        PLAIN,
        SINGLE_QUOTED,
        DOUBLE_QUOTED,
        BLOCK
    }

    /** How a collection is written. */
    enum Layout {
        /** With brackets, items between commas. */
        FLOW,
        /** By indentation. */
        BLOCK
    }

    /**
     * A text.
     *
     * @param end the index after its last code point in the file
     */
    record Scalar(String text, Form form, Place place, int end) implements YamlNode {
        /** Whether this is YAML's null: nothing, {@code null} or {@code ~}. */
        boolean isNull() {
            return form == Form.PLAIN && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"));
        }

        @Override
        public String describe() {
            return isNull() ? "nothing" : "a single value";
        }
    }

    /** A list. */
    record Sequence(List<YamlNode> items, Place place) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String describe() {
            return "a list";
        }
    }

    /** Keys with values, in the order of the file; a key may stand twice. */
    record Mapping(List<Entry> entries, Layout layout, Place place) implements YamlNode {
        public Mapping {
            entries = List.copyOf(entries);
        }

        @Override
        public String describe() {
            return "a mapping of keys to values";
        }
    }

    /** One key of a mapping. */
    record Entry(Scalar key, YamlNode value) {}
}
