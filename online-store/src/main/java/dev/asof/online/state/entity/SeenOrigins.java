package dev.asof.online.state.entity;

import dev.asof.online.state.catalog.Origin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells the events of one entity and view that are stored again by their origins. They mostly come in order, and then
 * nothing is looked up. Events that are alike and have a whole unique key may stay: to a question they are retries.
 */
final class SeenOrigins {
    private final List<Origin> seen = new ArrayList<>();
    private @Nullable Set<Origin> lookedUp;
    private long lastStamp = -1;
    private int lastPass;
    private long lastRow = -1;

    boolean isNew(Origin origin) {
        return switch (origin) {
            case Origin.OfPass ofPass -> true;
            case Origin.Stamped stamped -> add(stamped, stamped.micros() > lastStamp);
            case Origin.RowOfPass row ->
                add(row, row.pass() > lastPass || (row.pass() == lastPass && row.row() > lastRow));
        };
    }

    private boolean add(Origin origin, boolean isInOrder) {
        if (!isInOrder && lookedUp == null) {
            lookedUp = new HashSet<>(seen);
        }
        if (isInOrder) {
            follow(origin);
        }
        if (lookedUp != null) {
            return lookedUp.add(origin);
        }
        seen.add(origin);
        return true;
    }

    private void follow(Origin origin) {
        switch (origin) {
            case Origin.OfPass ofPass -> {}
            case Origin.Stamped stamped -> lastStamp = stamped.micros();
            case Origin.RowOfPass row -> {
                lastPass = row.pass();
                lastRow = row.row();
            }
        }
    }
}
