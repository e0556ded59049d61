package dev.asof.online.state;

import dev.asof.online.state.database.Batch;
import dev.asof.online.state.database.ByteKey;
import dev.asof.online.state.database.Family;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a {@link StateWrite} changes of what is known as sent. It sees its own changes where it says so. One thread's. */
public final class SeenWrite {
    private final Batch batch;
    private final Map<ByteKey, SeenForms> seenNow = new HashMap<>();

    SeenWrite(Batch batch) {
        this.batch = batch;
    }

    /**
     * Notes that these were sent, whole.
     *
     * @param keys as {@link SeenKey} makes them
     * @return whether each is new to its source, and no earlier one of this change
     */
    public boolean[] areNew(List<byte[]> keys) {
        return areRowsNew(keys.stream().map(SeenRow::whole).toList());
    }

    /**
     * Notes that these rows were sent.
     *
     * @return whether what is left of each is new to its source, and not that of an earlier one of this change
     */
    public boolean[] areRowsNew(List<SeenRow> rows) {
        List<SeenForms> before = forms(keys(rows));
        boolean[] areNew = new boolean[rows.size()];
        for (int i = 0; i < areNew.length; i++) {
            areNew[i] = add(rows.get(i), before.get(i));
        }
        return areNew;
    }

    /** @return whether nothing had this key */
    private boolean add(SeenRow row, SeenForms before) {
        ByteKey key = new ByteKey(row.key());
        SeenForms known = seenNow.getOrDefault(key, before);
        if (!known.contains(row)) {
            SeenForms more = known.with(row);
            seenNow.put(key, more);
            batch.put(Family.SEEN, row.key(), more.write());
        }
        return known.isEmpty();
    }

    private static List<byte[]> keys(List<SeenRow> rows) {
        return rows.stream().map(SeenRow::key).toList();
    }

    private List<SeenForms> forms(List<byte[]> keys) {
        return batch.get(Family.SEEN, keys).stream()
                .map(value -> value.map(SeenForms::read).orElse(SeenForms.NONE))
                .toList();
    }

    /** Whether one of these was sent before this change and has lost these columns since. */
    public boolean isAnyKnown(List<SeenRow> rows) {
        List<SeenForms> forms = forms(keys(rows));
        for (int i = 0; i < forms.size(); i++) {
            if (forms.get(i).contains(rows.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** Forgets that these were sent. */
    public void forget(List<byte[]> keys) {
        keys.forEach(key -> batch.delete(Family.SEEN, key));
    }

    /**
     * Knows what was sent by what is left of it from now on, where it is known.
     *
     * @param before keys as {@link SeenKey} makes them
     * @param after what is left of each, and what it loses now
     */
    public void replace(List<byte[]> before, List<SeenRow> after) {
        List<SeenForms> known = forms(before);
        List<SeenForms> there = forms(keys(after));
        for (int i = 0; i < known.size(); i++) {
            if (!known.get(i).isEmpty()) {
                batch.delete(Family.SEEN, before.get(i));
            }
        }
        for (int i = 0; i < known.size(); i++) {
            for (Set<String> lost : known.get(i).lost()) {
                Set<String> all = new TreeSet<>(lost);
                all.addAll(after.get(i).lost());
                add(new SeenRow(after.get(i).key(), all), there.get(i));
            }
        }
    }
}
