package dev.asof.registry.plan;

import dev.asof.registry.compute.schema.DataType;
import java.util.List;

/**
 * A column of the asking rows that holds a part of an entity's key.
 *
 * @param keys the keys that it holds
 */
public record KeyColumn(String name, DataType type, List<EntityKey> keys) {

    public KeyColumn {
        keys = List.copyOf(keys);
    }

    /**
     * A key of an entity.
     *
     * @param role the role that the entity plays; empty if it has none
     * @param key the key's name in the entity's definition
     */
    public record EntityKey(String entity, String role, String key) {}
}
