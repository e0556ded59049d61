package dev.asof.registry.catalog;

import dev.asof.registry.compute.event.ColumnContract;
import java.util.Optional;

/** A column of a source, its type pinned. */
public record SourceColumn(ColumnContract contract, Origin origin, Optional<String> description) {
    /** The column in which the archive keeps when the server accepted an event; no source has one of this name. */
    public static final String ACCEPTED_AT = "_accepted_at";

    /** Where the column's type comes from. */
    public enum Origin {
        /** The definition declares it: it is part of the contract whether a feature reads it or not. */
        DECLARED,
        /** The source's files have it: it is part of the contract of the views that read it. */
        INFERRED
    }

    public String name() {
        return contract.field().name();
    }
}
