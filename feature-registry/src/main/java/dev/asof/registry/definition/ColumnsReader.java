package dev.asof.registry.definition;

import dev.asof.registry.catalog.SourceColumn;
import dev.asof.registry.catalog.ValueLiteral;
import dev.asof.registry.compute.event.ColumnContract;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Value;
import dev.asof.registry.diagnostic.Located;
import dev.asof.registry.diagnostic.Problems;
import dev.asof.registry.diagnostic.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the contract of a source's columns, in the short form {@code amount: float64} or with bounds. */
final class ColumnsReader implements ValueReader<List<DeclaredSource.Column>> {
    private final Problems problems;
    private final List<DeclaredSource.Column> columns = new ArrayList<>();
    private final List<String> unread = new ArrayList<>();

    ColumnsReader(Problems problems) {
        this.problems = problems;
    }

    /** The columns that were read. */
    List<DeclaredSource.Column> columns() {
        return columns;
    }

    /** The names of columns with mistakes. */
    List<String> unread() {
        return unread;
    }

    @Override
    public Optional<List<DeclaredSource.Column>> read(YamlNode node, Problems same) {
        for (YamlNode.Entry entry : Values.mapping(node, problems)
                .map(mapping -> MappingReader.uniqueEntries(mapping, problems).values())
                .orElse(List.of())) {
            Optional<DeclaredSource.Column> column =
                    Values.column(entry.key(), problems).flatMap(name -> column(name, entry.value()));
            column.ifPresentOrElse(columns::add, () -> unread.add(entry.key().text()));
        }
        return Optional.of(columns);
    }

    private Optional<DeclaredSource.Column> column(Located<String> name, YamlNode node) {
        if (name.value().equals(SourceColumn.ACCEPTED_AT)) {
            problems.report(
                    name.place(),
                    "column " + Quoted.of(name.value())
                            + " cannot be a source's: the archive keeps there when the server accepted an event");
            return Optional.empty();
        }
        if (!(node instanceof YamlNode.Mapping mapping)) {
            return Values.TYPE
                    .read(node, problems)
                    .map(type -> new DeclaredSource.Column(
                            name, ColumnContract.ofType(new Field(name.value(), type)), Optional.empty()));
        }
        MappingReader reader = MappingReader.open(mapping, Shape.COLUMN, problems);
        Optional<String> description = reader.read("description", Values.TEXT);
        return reader.require("type", Values.TYPE)
                .flatMap(type -> contract(name.value(), type, reader))
                .map(contract -> new DeclaredSource.Column(name, contract, description));
    }

    private Optional<ColumnContract> contract(String name, DataType type, MappingReader reader) {
        Optional<Boolean> nullable = reader.read("nullable", Values.BOOL);
        Optional<Value> min = reader.read("min", bound(type));
        Optional<Value> max = reader.read("max", bound(type));
        Optional<List<Value>> oneOf = reader.read("one_of", choices(type));
        if (unreadable(reader, "nullable", nullable)
                || unreadable(reader, "min", min)
                || unreadable(reader, "max", max)
                || unreadable(reader, "one_of", oneOf)) {
            return Optional.empty();
        }
        if (min.isPresent() && max.isPresent() && compare(min.get(), max.get()) > 0) {
            problems.report(
                    reader.placeOf("min"),
                    "min " + ValueLiteral.format(min.get()) + " is greater than max " + ValueLiteral.format(max.get())
                            + ", so that no value is allowed");
        }
        return Optional.of(
                new ColumnContract(new Field(name, type), nullable.orElse(true), min, max, oneOf.orElse(List.of())));
    }

    private static boolean unreadable(MappingReader reader, String key, Optional<?> value) {
        return reader.has(key) && value.isEmpty();
    }

    private static ValueReader<Value> bound(DataType type) {
        return (node, problems) -> {
            if (type == ScalarType.BOOL) {
                problems.report(node.place(), "a bool has no bounds; use one_of");
                return Optional.empty();
            }
            if (type.isNested()) {
                problems.report(node.place(), "a " + type.displayName() + " has no bounds");
                return Optional.empty();
            }
            Optional<Value> bound = literal(type).read(node, problems);
            if (bound.isPresent() && bound.get() instanceof Value.DoubleValue v && Double.isNaN(v.value())) {
                problems.report(node.place(), "NaN cannot be a bound: no value is below or above it");
                return Optional.empty();
            }
            return bound;
        };
    }

    private static ValueReader<List<Value>> choices(DataType type) {
        return (node, problems) -> {
            if (!(node instanceof YamlNode.Sequence sequence)
                    || sequence.items().isEmpty()) {
                problems.report(node.place(), "one_of is a list of allowed values, such as [a, b]");
                return Optional.empty();
            }
            List<Value> values = new ArrayList<>();
            for (YamlNode item : sequence.items()) {
                literal(type).read(item, problems).ifPresent(values::add);
            }
            List<Value> sorted =
                    values.stream().distinct().sorted(ColumnsReader::compare).toList();
            return values.size() < sequence.items().size() ? Optional.empty() : Optional.of(sorted);
        };
    }

    private static ValueReader<Value> literal(DataType type) {
        return (node, problems) -> Values.scalar(node, problems).flatMap(scalar -> {
            if (scalar.isNull()) {
                problems.report(scalar.place(), "a value of type " + type.displayName() + " is missing here");
                return Optional.empty();
            }
            return Values.literal(new Located<>(scalar.text(), scalar.place()), type, problems);
        });
    }

    private static int compare(Value one, Value other) {
        Column left = one.repeat(1);
        return left.compare(0, other.repeat(1), 0);
    }
}
