package dev.asof.it.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One version of a feature view.
 *
 * @param keyColumns the columns of the source that hold the entity's keys, in the entity's order
 * @param where the filter of all its features
 */
public record View(Source source, List<String> keyColumns, Optional<Expr> where, List<Feature> features) {

    public View {
        keyColumns = List.copyOf(keyColumns);
        features = List.copyOf(features);
    }

    /** The columns that nobody declared and that this doesn't need. */
    Set<String> unread() {
        Set<String> unread = new TreeSet<>(source.undeclared());
        contentColumns().forEach(unread::remove);
        keyColumns.forEach(unread::remove);
        source.uniqueKey().forEach(unread::remove);
        source.retracted().ifPresent(unread::remove);
        return unread;
    }

    /** The columns that make up the content of an event: the tie break as declared, then what is read, by name. */
    List<String> contentColumns() {
        List<String> names = new ArrayList<>(source.tieBreak());
        SortedSet<String> read = new TreeSet<>();
        where.ifPresent(filter -> read.addAll(filter.columns()));
        features.forEach(feature -> read.addAll(feature.columns()));
        names.addAll(read);
        return names;
    }
}
