package dev.asof.registry.catalog;

import dev.asof.registry.compute.admission.SourceAdmission;
import dev.asof.registry.compute.event.ColumnContract;
import dev.asof.registry.compute.event.OnViolation;
import dev.asof.registry.compute.event.SourceContract;
import dev.asof.registry.compute.event.SourceRoles;
import dev.asof.registry.compute.program.FeatureProgram;
import dev.asof.registry.compute.schema.Schema;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where events come from, as it is now. Each version of a feature view keeps the part of it that it depends on, as it
 * was when that version was applied.
 *
 * @param location of its files
 * @param columns all columns of a supported type, by name: the declared ones and those that the files have beside
 * @param roles what its columns mean
 * @param keyColumns the entity keys that stand in a column of another name, with that column
 * @param onViolation what becomes of rows that violate the contract; never a part of a view's meaning, because such a
 *     row is not an event in any case
 */
public record EventSource(
        String name,
        SourceLocation location,
        List<SourceColumn> columns,
        SourceRoles roles,
        Map<String, String> keyColumns,
        OnViolation onViolation,
        Attributes attributes) {

    public EventSource {
        columns = columns.stream()
                .sorted(Comparator.comparing(SourceColumn::name))
                .toList();
        keyColumns = java.util.Collections.unmodifiableMap(new TreeMap<>(keyColumns));
    }

    /** A file, a folder or a glob; relative to the repository, or absolute. */
    public String path() {
        return location.path();
    }

    /** The column of when an event happened. */
    public String eventTime() {
        return roles.eventTime();
    }

    /** The column of when the store could first know of an event. */
    public Optional<String> arrivalTime() {
        return roles.arrivalTime();
    }

    /** The columns that make rows versions of one event, by name; empty if there are none. */
    public List<String> uniqueKey() {
        return roles.uniqueKey();
    }

    /** The column of this name. */
    public Optional<SourceColumn> column(String column) {
        return columns.stream().filter(each -> each.name().equals(column)).findFirst();
    }

    /** The names and types of all columns, by name. */
    public Schema schema() {
        return new Schema(
                columns.stream().map(column -> column.contract().field()).toList());
    }

    /** The column that holds this key of an entity. */
    public String columnOfKey(String key) {
        return keyColumns.getOrDefault(key, key);
    }

    /**
     * Judges the source's rows.
     *
     * @param programs all applied versions of views that read it
     */
    public SourceAdmission admission(List<FeatureProgram> programs) {
        return new SourceAdmission(
                schema(),
                contract(List.of()),
                programs.stream().map(program -> program.admission(name)).toList());
    }

    /** The contract of the declared columns, of those with a role, and of those that are read beside. */
    public SourceContract contract(Collection<String> read) {
        Set<String> needed = new TreeSet<>(read);
        needed.addAll(roles.columns());
        List<ColumnContract> contracts = columns.stream()
                .filter(column -> column.origin() == SourceColumn.Origin.DECLARED || needed.contains(column.name()))
                .map(SourceColumn::contract)
                .toList();
        return new SourceContract(name, contracts, roles);
    }
}
