package dev.asof.registry.compute.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/** The columns of a batch, in order, with unique names. Immutable. */
public final class Schema {
    private final List<Field> fields;
    private final Map<String, Integer> indexByName;

    /** @throws IllegalArgumentException if two fields share a name */
    public Schema(List<Field> fields) {
        this.fields = List.copyOf(fields);
        this.indexByName = new HashMap<>();
        for (int i = 0; i < this.fields.size(); i++) {
            String name = this.fields.get(i).name();
            if (indexByName.put(name, i) != null) {
                throw new IllegalArgumentException("Column '" + name + "' stands twice in one schema");
            }
        }
    }

    public List<Field> fields() {
        return fields;
    }

    public int size() {
        return fields.size();
    }

    public Field field(int index) {
        return fields.get(index);
    }

    public List<String> names() {
        return fields.stream().map(Field::name).toList();
    }

    /** The position of the column called {@code name}, empty if there is none. */
    public OptionalInt find(String name) {
        Integer index = indexByName.get(name);
        return index == null ? OptionalInt.empty() : OptionalInt.of(index);
    }

    /** @throws IllegalArgumentException if there is no such column */
    public int indexOf(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("No column '" + name + "' in " + names()));
    }

    /** The schema of the columns at {@code indexes}, in that order. */
    public Schema project(int[] indexes) {
        return new Schema(java.util.Arrays.stream(indexes).mapToObj(fields::get).toList());
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Schema schema && fields.equals(schema.fields));
    }

    @Override
    public int hashCode() {
        return Objects.hash(fields);
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}
