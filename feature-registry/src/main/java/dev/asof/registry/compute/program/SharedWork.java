package dev.asof.registry.compute.program;

import dev.asof.registry.compute.window.TimeRule;
import dev.asof.registry.compute.window.Window;
import java.util.ArrayList;
import java.util.List;

/** What the features of a view find out once for all of them while they answer. One thread's working state. */
final class SharedWork {
    private final Timelines timelines;
    private final EventBlocks blocks;
    private final List<VisibleEnds> ends = new ArrayList<>();
    private final List<WindowBounds> bounds = new ArrayList<>();

    SharedWork(Timelines timelines) {
        this.timelines = timelines;
        this.blocks = new EventBlocks(timelines);
    }

    /** The blocks of the entity at hand. */
    EventBlocks blocks() {
        return blocks;
    }

    /** Where windows lie among the events of the entity at hand. */
    WindowBounds bounds(Window window, TimeRule timeRule) {
        for (WindowBounds known : bounds) {
            if (known.areOf(window, timeRule)) {
                return known;
            }
        }
        bounds.add(new WindowBounds(window, timeRule, timelines, ends(timeRule)));
        return bounds.getLast();
    }

    /** Where the events of the entity at hand end that are seen. */
    VisibleEnds ends(TimeRule timeRule) {
        for (VisibleEnds known : ends) {
            if (known.areOf(timeRule)) {
                return known;
            }
        }
        ends.add(new VisibleEnds(timeRule, timelines));
        return ends.getLast();
    }
}
