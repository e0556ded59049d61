package dev.asof.registry.compute.aggregate.group;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Finds the first few of many in an order, without ordering them all. */
public final class Foremost {
    private Foremost() {}

    /** The first {@code limit} of the things in the order, the first one first; all of them where there are fewer. */
    public static <T> List<T> of(Collection<T> things, int limit, Comparator<? super T> order) {
        PriorityQueue<T> kept = new PriorityQueue<>(Math.min(limit, things.size()) + 1, order.reversed());
        for (T thing : things) {
            if (kept.size() < limit) {
                kept.add(thing);
            } else if (order.compare(thing, kept.element()) < 0) {
                kept.remove();
                kept.add(thing);
            }
        }
        List<T> foremost = new ArrayList<>(kept);
        foremost.sort(order);
        return foremost;
    }
}
