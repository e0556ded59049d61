package dev.asof.online.lookup;

import dev.asof.online.live.LiveView;
import dev.asof.online.state.StateSnapshot;
import dev.asof.online.state.StateStore;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one request reads of the state, if it has to: of views that are loaded, and still are once they were read. One thread's. */
final class Reading {
    private final StateStore state;
    private final LookupPlan plan;
    private final Horizons horizons;
    private @Nullable StateSnapshot snapshot;

    Reading(StateStore state, LookupPlan plan, Horizons horizons) {
        this.state = state;
        this.plan = plan;
        this.horizons = horizons;
    }

    /**
     * Reads. Views that were begun anew, or whose horizon moved meanwhile, were perhaps read without their events, or without blocks
     * that their records name: that is what is told then, whatever the reading came to.
     *
     * @param action gets the state where it asks for it; what it makes of that is right once this has returned
     * @throws AsofException NOT_LOADED, NOT_COMPUTABLE or BEFORE_HORIZON
     */
    void read(Consumer<Supplier<StateSnapshot>> action) {
        requireAnswerable();
        try {
            action.accept(this::snapshot);
        } finally {
            if (snapshot != null) {
                snapshot.close();
                requireAnswerable();
                horizons.require();
            }
        }
    }

    private StateSnapshot snapshot() {
        StateSnapshot known = snapshot;
        if (known == null) {
            known = state.snapshot();
            snapshot = known;
        }
        return known;
    }

    private void requireAnswerable() {
        for (AskedLiveView asked : plan.views()) {
            asked.view().requireComputable();
            if (!state.isLoaded(asked.view().stored())) {
                throw new AsofException(
                        ErrorCode.NOT_LOADED,
                        "Cannot answer " + plan.selection().describe() + ": feature view '"
                                + asked.view().id() + "' is not loaded" + lacking(asked.view())
                                + ". Run 'asof load'.");
            }
        }
    }

    /** Of a view of several sources those that are not loaded, in words. */
    private String lacking(LiveView view) {
        List<String> sources = view.definition().sources();
        List<String> lacking = sources.stream()
                .filter(name -> state.source(name).stream().noneMatch(id -> state.isLoaded(view.stored(), id)))
                .toList();
        return sources.size() == 1 ? "" : " from " + String.join(", ", lacking);
    }
}
