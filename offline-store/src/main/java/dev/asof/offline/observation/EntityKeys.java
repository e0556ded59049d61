package dev.asof.offline.observation;

import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.plan.AskedView;

/**
 * The key columns of an entity, typed, as the views of a service pinned them.
 *
 * @param role what tells it apart from others of its kind; empty if it has none
 */
public record EntityKeys(String role, String entity, Schema keys) {

    /** An entity without a role. */
    public EntityKeys(String entity, Schema keys) {
        this("", entity, keys);
    }

    /** The entity that a view is asked about. */
    public static EntityKeys of(AskedView asked) {
        return new EntityKeys(asked.role(), asked.view().entity(), asked.view().entityKeys());
    }

    /** For messages. */
    String describe() {
        return "entity '" + entity + "'" + (role.isEmpty() ? "" : " as " + role);
    }
}
