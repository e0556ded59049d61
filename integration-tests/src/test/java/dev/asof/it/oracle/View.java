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
 * @param sources where its events come from; of what decides their order and versions they say the same
 * @param keyColumns the columns that hold the entity's keys, in the entity's order
 * @param where the filter of all its features
 */
public record View(List<Source> sources, List<String> keyColumns, Optional<Expr> where, List<Feature> features) {

    public View {
        sources = List.copyOf(sources);
        keyColumns = List.copyOf(keyColumns);
        features = List.copyOf(features);
    }

    /** A view of one source. */
    public View(Source source, List<String> keyColumns, Optional<Expr> where, List<Feature> features) {
        this(List.of(source), keyColumns, where, features);
    }

    /** The first source: what the roles of columns are it says for all. */
    public Source source() {
        return sources.getFirst();
    }

    /** The source of a row; empty if it is none of the view's. */
    public Optional<Source> sourceOf(Row row) {
        return row.source().isEmpty()
                ? Optional.of(source())
                : sources.stream()
                        .filter(source -> source.name().equals(row.source()))
                        .findFirst();
    }

    /** The columns of a source that nobody declared and that this doesn't need. */
    Set<String> unread(Source source) {
        Set<String> unread = new TreeSet<>(source.undeclared());
        contentColumns().forEach(unread::remove);
        keyColumns.forEach(unread::remove);
        source.uniqueKey().forEach(unread::remove);
        source.retracted().ifPresent(unread::remove);
        return unread;
    }

    /** The columns that make up the content of an event: the tie break as declared, then what is read, by name. */
    List<String> contentColumns() {
        List<String> names = new ArrayList<>(source().tieBreak());
        SortedSet<String> read = new TreeSet<>();
        where.ifPresent(filter -> read.addAll(filter.columns()));
        features.forEach(feature -> read.addAll(feature.columns()));
        names.addAll(read);
        return names;
    }
}
