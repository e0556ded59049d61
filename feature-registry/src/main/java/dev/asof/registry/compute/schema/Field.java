package dev.asof.registry.compute.schema;

/**
 * A named, typed column of a {@link Schema}.
 *
 * @param clock of its timestamps, also of those within lists and maps; {@link Clock#LOCAL} only in rows as files hold them
 */
public record Field(String name, DataType type, Clock clock) {

    /** A column whose timestamps, if it has any, are instants. */
    public Field(String name, DataType type) {
        this(name, type, Clock.UTC);
    }
}
