package dev.asof.online.state;

import dev.asof.online.state.catalog.RecordReader;
import dev.asof.online.state.catalog.RecordWriter;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * As what rows with one key were sent: whole, or with which columns more than are left of them. A row that is whole is another one than what is left
 * of a row that had more.
 *
 * <pre>
 * value := form*             nothing: one that is whole
 * form  := lost columns 4, each: name text
 * </pre>
 *
 * @param lost at least one
 */
record SeenForms(Set<Set<String>> lost) {
    /** No row. */
    static final SeenForms NONE = new SeenForms(Set.of());

    private static final SeenForms WHOLE = new SeenForms(Set.of(Set.of()));
    private static final byte[] NOTHING = {};

    static SeenForms read(byte[] value) {
        return value.length == 0 ? WHOLE : RecordReader.read(value, SeenForms::forms);
    }

    private static SeenForms forms(RecordReader value) {
        Set<Set<String>> forms = new LinkedHashSet<>();
        while (value.hasMore()) {
            Set<String> lost = new TreeSet<>();
            for (int columns = value.getInt(); columns > 0; columns--) {
                lost.add(value.getText());
            }
            forms.add(lost);
        }
        return new SeenForms(forms);
    }

    byte[] write() {
        if (equals(WHOLE)) {
            return NOTHING;
        }
        RecordWriter value = new RecordWriter();
        for (Set<String> columns : lost) {
            value.putInt(columns.size());
            columns.stream().sorted().forEach(value::putText);
        }
        return value.done();
    }

    boolean isEmpty() {
        return lost.isEmpty();
    }

    boolean contains(SeenRow row) {
        return lost.contains(row.lost());
    }

    SeenForms with(SeenRow row) {
        if (lost.isEmpty() && row.lost().isEmpty()) {
            return WHOLE;
        }
        Set<Set<String>> all = new LinkedHashSet<>(lost);
        all.add(row.lost());
        return new SeenForms(all);
    }
}
