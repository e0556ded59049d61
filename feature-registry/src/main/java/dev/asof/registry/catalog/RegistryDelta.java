package dev.asof.registry.catalog;

import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What applying the definitions of the files would change in the registry. Immutable.
 *
 * @param base the registry that it was computed against
 * @param definitions the definitions of the files
 * @param changes by kind and name
 * @param backfills the new versions of views, whose past has to be loaded
 */
public record RegistryDelta(
        RegistrySnapshot base, Definitions definitions, List<Change> changes, List<Backfill> backfills) {

    public RegistryDelta {
        changes = List.copyOf(changes);
        backfills = List.copyOf(backfills);
    }

    /** Compares the registry with the definitions of the files. */
    public static RegistryDelta between(RegistrySnapshot base, Definitions definitions) {
        List<Change> changes = new DefinitionComparison(base, definitions).changes();
        List<Backfill> backfills = new ArrayList<>();
        for (FeatureView view : definitions.views().values()) {
            if (base.view(view.id()).isEmpty()) {
                backfills.add(new Backfill(view.id(), origins(view, definitions), StateNeeds.of(view)));
            }
        }
        return new RegistryDelta(base, definitions, changes, backfills);
    }

    private static List<Backfill.Origin> origins(FeatureView view, Definitions definitions) {
        return view.sources().stream()
                .map(name -> {
                    EventSource source = definitions.sources().get(name);
                    return new Backfill.Origin(name, source == null ? "" : source.path());
                })
                .toList();
    }

    /** Whether an apply would change nothing. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** The changes of meaning without a new version; an apply is refused if there is one. */
    public List<Change> refusals() {
        return changes.stream()
                .filter(change -> change.effect() == Change.Effect.REFUSED)
                .toList();
    }

    /** The plan as people read it, a line each. */
    public List<String> describe() {
        return PlanText.lines(this);
    }

    /**
     * The registry after the apply.
     *
     * @throws AsofException {@code CHANGED_MEANING} if a meaning would change without a new version
     */
    public RegistrySnapshot next(Instant appliedAt, Optional<GitState> git) {
        if (!refusals().isEmpty()) {
            throw new AsofException(ErrorCode.CHANGED_MEANING, PlanText.refusal(refusals()));
        }
        List<ApplyRecord> history = new ArrayList<>(base.history());
        history.add(new ApplyRecord(
                base.applyNumber() + 1,
                appliedAt,
                git,
                changes.stream().map(Change::summary).toList()));
        return new RegistrySnapshot(
                merged(base.registered(), definitions), RegistrySnapshot.Listing.of(definitions), history);
    }

    private static Definitions merged(Definitions registered, Definitions files) {
        return new Definitions(
                merged(registered.entities(), files.entities()),
                merged(registered.sources(), files.sources()),
                merged(registered.views(), files.views()),
                merged(registered.onDemandViews(), files.onDemandViews()),
                merged(registered.services(), files.services()));
    }

    private static <K extends Comparable<K>, V> Map<K, V> merged(Map<K, V> registered, Map<K, V> files) {
        Map<K, V> all = new TreeMap<>(registered);
        all.putAll(files);
        return all;
    }
}
