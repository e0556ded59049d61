package dev.asof.online.lookup;

import dev.asof.online.live.LiveView;
import dev.asof.online.state.StateStore;
import dev.asof.registry.compute.schema.Micros;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;

/** The horizons of the views that one request asks, before which none of its questions' times may lie. */
final class Horizons {
    private final LookupPlan plan;
    private final QuestionTimes times;
    private final StateStore state;
    private final long acceptedMicros;
    private final long clockMicros;

    /**
     * @param nowMicros the time of the request's arrival
     * @param acceptedMicros the last acceptance then: a question that accepts by it accepts all
     */
    Horizons(LookupPlan plan, QuestionTimes times, StateStore state, long nowMicros, long acceptedMicros) {
        this.plan = plan;
        this.times = times;
        this.state = state;
        this.acceptedMicros = acceptedMicros;
        this.clockMicros = Math.max(nowMicros, acceptedMicros);
    }

    /**
     * Asked before the state is read, and once more after: what was taken out of it meanwhile, no question may have asked for.
     *
     * @throws AsofException BEFORE_HORIZON
     */
    void require() {
        for (AskedLiveView asked : plan.views()) {
            long horizon = horizon(asked.view());
            if (horizon != Long.MIN_VALUE) {
                require("as_of", times.asOf(), horizon, asked.view());
                require("known_at", times.knownAt(), horizon, asked.view());
                require("accepted_by", times.acceptedBy(), Math.min(horizon, acceptedMicros), asked.view());
            }
        }
    }

    private long horizon(LiveView view) {
        long taken = state.horizon(view.stored());
        return view.definition().horizonMicros().isPresent()
                ? Math.max(
                        taken, clockMicros - view.definition().horizonMicros().getAsLong())
                : taken;
    }

    private static void require(String name, long[] times, long horizon, LiveView view) {
        for (int row = 0; row < times.length; row++) {
            if (times[row] < horizon) {
                throw new AsofException(
                        ErrorCode.BEFORE_HORIZON,
                        "Cannot answer feature view '" + view.id() + "': " + name + " of row " + row + " is "
                                + Micros.instant(times[row]) + ", before its horizon, "
                                + Micros.instant(horizon)
                                + ". Ask about a later time, or build a training set, which knows no horizon"
                                + " ('asof dataset build').");
            }
        }
    }
}
