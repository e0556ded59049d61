package dev.asof.online.live;

import dev.asof.online.state.ViewMeaning;
import dev.asof.online.state.catalog.StoredView;
import dev.asof.online.state.entity.RowCodec;
import dev.asof.registry.catalog.FeatureCompiler;
import dev.asof.registry.catalog.FeatureView;
import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.compute.event.UniqueKey;
import dev.asof.registry.compute.program.FeatureProgram;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.zone.NamedZone;

/** A view's version, compiled and known to the state. Thread-safe. */
public final class LiveView {
    private final FeatureView definition;
    private final FeatureProgram program;
    private final StoredView stored;
    private final RowCodec codec;
    private final UniqueKey uniqueKey;
    private final boolean isComputable;

    /** @param program of its values, or of its events where this build cannot compute them */
    LiveView(FeatureView definition, FeatureProgram program, boolean isComputable, StoredView stored) {
        this.definition = definition;
        this.program = program;
        this.isComputable = isComputable;
        this.stored = stored;
        this.codec = new RowCodec(program.keptColumns());
        this.uniqueKey = program.roles().uniqueKeyIn(program.keptColumns());
    }

    public VersionedName id() {
        return definition.id();
    }

    public FeatureView definition() {
        return definition;
    }

    public FeatureProgram program() {
        return program;
    }

    /** Whether it is computed by the rules of time zones that it was applied with; where not, its events are kept. */
    public boolean isComputable() {
        return isComputable;
    }

    /** @throws dev.asof.registry.error.AsofException NOT_COMPUTABLE */
    public void requireComputable() {
        if (!isComputable) {
            FeatureCompiler.requireComputable(definition);
        }
    }

    /** Whether it can tell the events of files of one of its sources: the source's time zone has the rules that it was applied with. */
    public boolean readsFilesOf(String source) {
        return definition.contract(source).roles().zone().stream().allMatch(NamedZone::isCurrent);
    }

    /** Whether states of its events may be kept: none of its expressions has another meaning than it was applied with. */
    boolean isFoldable() {
        return definition.zones().stream().allMatch(NamedZone::isCurrent);
    }

    /** What its events mean to the state. */
    ViewMeaning meaning() {
        return new ViewMeaning(program, definition.horizonMicros());
    }

    /** How the state knows it. */
    public StoredView stored() {
        return stored;
    }

    /** Of the rows that the state keeps. */
    public RowCodec codec() {
        return codec;
    }

    /**
     * Whether an event may have other versions: it has a unique key, and no null in it.
     *
     * @param kept rows of {@code program().keptColumns()}
     */
    public boolean isVersioned(ColumnBatch kept, int row) {
        return uniqueKey.isWhole(kept, row);
    }
}
