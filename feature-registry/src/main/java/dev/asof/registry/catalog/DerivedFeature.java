package dev.asof.registry.catalog;

import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.Value;
import dev.asof.registry.compute.zone.NamedZone;
import java.util.List;
import java.util.Optional;

/**
 * A feature of an on-demand view's version: an expression over other features and request columns, its types pinned.
 *
 * @param expression in its canonical text
 * @param reads what the expression reads, by name: request columns, and features by their references in full
 * @param zones the time zones that the expression names, by name, with the rules they had when it was resolved
 * @param defaultValue the value that stands where the expression is null, of the feature's type
 */
public record DerivedFeature(
        String name,
        DataType type,
        String expression,
        Schema reads,
        List<NamedZone> zones,
        Optional<Value> defaultValue,
        Attributes attributes) {

    public DerivedFeature {
        zones = List.copyOf(zones);
    }

    /** The features that it reads, by reference. */
    public List<FeatureRef> features() {
        return reads.names().stream()
                .flatMap(name -> FeatureRef.parse(name).stream())
                .toList();
    }

    /** The request columns that it reads. */
    public List<Field> requestColumns() {
        return reads.fields().stream()
                .filter(field -> FeatureRef.parse(field.name()).isEmpty())
                .toList();
    }
}
