package dev.asof.registry.definition;

import dev.asof.registry.catalog.EventSource;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.catalog.SourceColumn;
import dev.asof.registry.compute.event.ColumnContract;
import dev.asof.registry.compute.event.ContractCheck;
import dev.asof.registry.compute.event.SourceRoles;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.definition.ResolvedSource.FileState;
import dev.asof.registry.definition.ResolvedSource.Soundness;
import dev.asof.registry.diagnostic.Located;
import dev.asof.registry.diagnostic.Problems;
import dev.asof.registry.diagnostic.Quoted;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.NearestName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Gives a source's columns their types: those declared, then those that the files have, or, where no file can be found,
 * those that an earlier apply pinned.
 */
final class SourceResolver {
    private final SourceSchemaReader schemas;
    private final Path repository;
    private final RegistrySnapshot registry;
    private final Problems problems;

    SourceResolver(SourceSchemaReader schemas, Path repository, RegistrySnapshot registry, Problems problems) {
        this.schemas = schemas;
        this.repository = repository;
        this.registry = registry;
        this.problems = problems;
    }

    ResolvedSource resolve(DeclaredSource declared) {
        int before = problems.count();
        FileState state = FileState.UNREADABLE;
        Optional<SourceSchema> files = Optional.empty();
        try {
            files = schemas.read(repository, declared.location());
            state = files.isPresent() ? FileState.READ : FileState.ABSENT;
        } catch (AsofException unreadable) {
            problems.report(declared.path().place(), String.valueOf(unreadable.getMessage()));
        }
        files.ifPresent(schema -> declared.columns().forEach(column -> checkAgainstFiles(declared, column, schema)));
        ResolvedSource resolved = new ResolvedSource(
                source(declared, files), unsupported(files), declared.unreadColumns(), state, Soundness.SOUND);
        checkRoles(declared, resolved);
        return problems.count() == before && declared.unreadColumns().isEmpty()
                ? resolved
                : new ResolvedSource(
                        resolved.source(), resolved.unsupported(), resolved.unread(), state, Soundness.FLAWED);
    }

    private EventSource source(DeclaredSource declared, Optional<SourceSchema> files) {
        List<SourceColumn> columns = new ArrayList<>();
        for (DeclaredSource.Column column : declared.columns()) {
            columns.add(new SourceColumn(column.contract(), SourceColumn.Origin.DECLARED, column.description()));
        }
        beside(declared, files)
                .filter(field -> declared.column(field.name()).isEmpty())
                .filter(field -> !declared.unreadColumns().contains(field.name()))
                .filter(field -> !field.name().equals(SourceColumn.ACCEPTED_AT))
                .forEach(field -> columns.add(new SourceColumn(
                        ColumnContract.ofType(field), SourceColumn.Origin.INFERRED, Optional.empty())));
        Map<String, String> keyColumns = new TreeMap<>();
        declared.keyColumns()
                .forEach(key -> keyColumns.put(key.key().value(), key.column().value()));
        return new EventSource(
                declared.name().value(),
                declared.location(),
                columns,
                roles(declared),
                keyColumns,
                declared.onViolation(),
                declared.attributes());
    }

    /** The roles; those that go with one that is missing were reported and are left out. */
    private static SourceRoles roles(DeclaredSource declared) {
        return new SourceRoles(
                declared.eventTime().value(),
                declared.arrivalTime().map(Located::value),
                declared.uniqueKey().stream().map(Located::value).toList(),
                declared.tieBreak().stream().map(Located::value).toList(),
                declared.retracted()
                        .map(Located::value)
                        .filter(column -> !declared.uniqueKey().isEmpty()),
                declared.correctableForMicros().isPresent()
                                && declared.arrivalTime().isPresent()
                        ? OptionalLong.of(declared.correctableForMicros().get())
                        : OptionalLong.empty(),
                declared.zone());
    }

    /** The columns that are known beside the declared ones. */
    private Stream<Field> beside(DeclaredSource declared, Optional<SourceSchema> files) {
        if (files.isPresent()) {
            return files.get().columns().stream()
                    .flatMap(column -> column.type().map(type -> new Field(column.name(), type)).stream());
        }
        return registry.source(declared.name().value()).stream()
                .flatMap(source -> source.columns().stream())
                .filter(column -> column.origin() == SourceColumn.Origin.INFERRED)
                .map(column -> column.contract().field());
    }

    private static Map<String, String> unsupported(Optional<SourceSchema> files) {
        Map<String, String> unsupported = new TreeMap<>();
        files.ifPresent(schema -> schema.columns().stream()
                .filter(column -> column.type().isEmpty())
                .forEach(column -> unsupported.put(column.name(), column.fileType())));
        return unsupported;
    }

    private void checkAgainstFiles(DeclaredSource source, DeclaredSource.Column declared, SourceSchema files) {
        String name = declared.name().value();
        Optional<SourceSchema.FileColumn> column = files.column(name);
        if (column.isEmpty()) {
            List<String> names =
                    files.columns().stream().map(SourceSchema.FileColumn::name).toList();
            problems.report(
                    declared.name().place(),
                    "column " + Quoted.of(name) + " is not in the files of source '"
                            + source.name().value() + "'." + NearestName.hint(names, name));
            return;
        }
        DataType type = declared.contract().field().type();
        if (column.get()
                .type()
                .filter(fileType -> ContractCheck.canBecome(fileType, type))
                .isEmpty()) {
            problems.report(
                    declared.name().place(),
                    "column " + Quoted.of(name) + " is "
                            + column.get()
                                    .type()
                                    .map(DataType::displayName)
                                    .orElse(column.get().fileType())
                            + " in the files, which cannot become " + type.displayName()
                            + " without changing a value");
        }
    }

    private void checkRoles(DeclaredSource declared, ResolvedSource resolved) {
        requireTimestamp("event_time", declared.eventTime(), resolved);
        declared.arrivalTime().ifPresent(column -> requireTimestamp("arrival_time", column, resolved));
        declared.retracted().ifPresent(column -> requireBool(column, resolved));
        declared.uniqueKey().forEach(column -> requireColumn(column, resolved));
        declared.tieBreak().forEach(column -> requireColumn(column, resolved));
        declared.keyColumns().forEach(key -> requireColumn(key.column(), resolved));
    }

    private void requireTimestamp(String role, Located<String> column, ResolvedSource resolved) {
        requireColumn(column, resolved).ifPresent(found -> {
            DataType type = found.contract().field().type();
            if (type != ScalarType.TIMESTAMP) {
                String remedy = ContractCheck.canBecome(type, ScalarType.TIMESTAMP)
                        ? "; declare it under columns as a timestamp"
                        : "";
                problems.report(
                        column.place(),
                        role + " is a timestamp, but column " + Quoted.of(column.value()) + " is " + type.displayName()
                                + remedy);
            }
        });
    }

    private void requireBool(Located<String> column, ResolvedSource resolved) {
        requireColumn(column, resolved).ifPresent(found -> {
            DataType type = found.contract().field().type();
            if (type != ScalarType.BOOL) {
                problems.report(
                        column.place(),
                        "retracted is a bool, but column " + Quoted.of(column.value()) + " is " + type.displayName());
            }
        });
    }

    private Optional<SourceColumn> requireColumn(Located<String> column, ResolvedSource resolved) {
        Optional<SourceColumn> found = resolved.source().column(column.value());
        if (found.isEmpty() && !resolved.isUnsaid(column.value())) {
            problems.report(column.place(), resolved.absence(column.value()));
        }
        return found;
    }
}
