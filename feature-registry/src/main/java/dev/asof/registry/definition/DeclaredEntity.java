package dev.asof.registry.definition;

import dev.asof.registry.catalog.Attributes;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.diagnostic.Located;
import java.util.List;

/** An entity as declared. */
record DeclaredEntity(Located<String> name, List<Key> keys, Attributes attributes) {

    DeclaredEntity {
        keys = List.copyOf(keys);
    }

    /** One key column. */
    record Key(Located<String> name, DataType type) {}
}
