package dev.asof.it.generate;

import dev.asof.it.oracle.Source;
import dev.asof.it.oracle.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Draws an entity and a source: columns of all types with their contract, and the roles that they play. */
final class SchemaGenerator {
    private static final List<String> STRANGE_NAMES = List.of("Amount in €", "select", "a b", "it's", "UPPER", "x\"y");
    private static final List<String> PATHS = List.of("place.city", "place.at.x", "place.at.y", "other.it's");

    private final Dice dice;
    private final Clock clock;
    private final ValueGenerator values;
    private final TypeGenerator types;
    private final String name;
    private final FileFormat format;
    private final List<Source.Column> columns = new ArrayList<>();
    private final Map<String, Type> storedTypes = new HashMap<>();
    private final Map<String, ValueGenerator.Flavor> flavors = new HashMap<>();
    private final List<Scenario.Key> keys = new ArrayList<>();

    SchemaGenerator(Dice dice, Clock clock, ValueGenerator values, String name, FileFormat format) {
        this.dice = dice;
        this.clock = clock;
        this.values = values;
        this.types = new TypeGenerator(dice);
        this.name = name;
        this.format = format;
    }

    /**
     * What was drawn.
     *
     * @param flavors how the numbers of a column look
     * @param nulls how many of its values are null, where it isn't some
     * @param localTimes the columns whose times state no offset
     */
    record Schema(
            List<Scenario.Key> keys,
            Source source,
            Map<String, Type> storedTypes,
            Set<String> localTimes,
            Map<String, ValueGenerator.Flavor> flavors,
            Map<String, NullPattern> nulls) {}

    Schema schema() {
        addKeys();
        String eventTime = add(Source.Column.ofType(dice.one("ts", "event_time", "Event Time"), Type.TIMESTAMP));
        Optional<String> arrival =
                dice.chance(60) ? Optional.of(add(Source.Column.ofType("arrived", Type.TIMESTAMP))) : Optional.empty();
        Stream.concat(Stream.of(eventTime), arrival.stream())
                .filter(column -> dice.chance(12))
                .forEach(column -> storedTypes.put(column, Type.STRING));
        List<String> uniqueKey = dice.chance(65) ? addUniqueKey() : List.of();
        List<String> data =
                IntStream.range(0, dice.between(3, 6)).mapToObj(this::addData).toList();
        List<String> tieBreak = dice.chance(50) ? tieBreak(data, uniqueKey) : List.of();
        Optional<String> retracted = !uniqueKey.isEmpty() && dice.chance(35)
                ? Optional.of(add(Source.Column.ofType("taken back", Type.BOOL)))
                : Optional.empty();
        OptionalLong correctableFor = arrival.isPresent() && dice.chance(30)
                ? OptionalLong.of(dice.between(0, 4) * clock.step())
                : OptionalLong.empty();
        if (format == FileFormat.CSV) {
            columns.forEach(this::storeAsText);
        }
        Source source = new Source(
                name + "_source",
                columns,
                undeclared(),
                eventTime,
                arrival,
                uniqueKey,
                tieBreak,
                retracted,
                correctableFor,
                dice.chance(35) ? Optional.of(dice.oneOf(Clock.ZONES)) : Optional.empty());
        return new Schema(keys, source, storedTypes, localTimes(), flavors, Map.of());
    }

    private void storeAsText(Source.Column column) {
        if (column.type().equals(Type.STRING)) {
            storedTypes.remove(column.name());
        } else {
            storedTypes.put(column.name(), Type.STRING);
        }
    }

    /** Columns of which the definitions say nothing that their files don't say. */
    private Set<String> undeclared() {
        int percent = dice.one(0, 0, 30, 80);
        return columns.stream()
                .filter(column -> column.equals(Source.Column.ofType(column.name(), column.type())))
                .map(Source.Column::name)
                .filter(column -> !storedTypes.containsKey(column) && dice.chance(percent))
                .collect(Collectors.toSet());
    }

    /** Days have no other times; other columns that hold times may have been written on any clocks. */
    private Set<String> localTimes() {
        int percent = dice.one(0, 50, 100);
        return columns.stream()
                .filter(column -> hasTimes(column.type()))
                .filter(column -> Type.DATE.equals(storedTypes.get(column.name()))
                        || (column.type().isNested() && Type.STRING.equals(storedTypes.get(column.name())))
                        || dice.chance(percent))
                .map(Source.Column::name)
                .collect(Collectors.toSet());
    }

    private static boolean hasTimes(Type type) {
        return type.equals(Type.TIMESTAMP)
                || type.part().filter(SchemaGenerator::hasTimes).isPresent();
    }

    private String add(Source.Column column) {
        columns.add(column);
        flavors.put(column.name(), values.flavor());
        return column.name();
    }

    private void addKeys() {
        int count = dice.chance(70) ? 1 : dice.between(2, 3);
        for (int i = 0; i < count; i++) {
            Type type = dice.chance(85)
                    ? dice.one(
                            Type.INT64,
                            Type.INT64,
                            Type.STRING,
                            Type.STRING,
                            Type.INT32,
                            Type.DATE,
                            Type.BOOL,
                            Type.TIMESTAMP)
                    : dice.one(Type.BYTES, types.decimal());
            String key = "key_" + (char) ('a' + i);
            String column = dice.chance(30) ? "held_" + i : key;
            add(Source.Column.ofType(column, type));
            keys.add(new Scenario.Key(key, type, column));
        }
    }

    private List<String> addUniqueKey() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < dice.one(1, 1, 2); i++) {
            Type type = dice.one(
                    Type.INT64,
                    Type.INT64,
                    Type.INT64,
                    Type.STRING,
                    Type.INT32,
                    Type.DATE,
                    Type.BYTES,
                    types.decimal());
            names.add(add(Source.Column.ofType("uid_" + i, type)));
        }
        return names;
    }

    private String addData(int index) {
        Type type = index == 0 ? dice.one(Type.FLOAT64, Type.INT64) : types.any();
        String column = dice.chance(80) ? "c" + index : dice.oneOf(dice.chance(40) ? STRANGE_NAMES : PATHS);
        String free = columns.stream().anyMatch(other -> other.name().equals(column)) ? "c" + index : column;
        ValueGenerator.Flavor flavor = values.flavor();
        columns.add(contract(free, type, flavor));
        flavors.put(free, flavor);
        storedType(type).ifPresent(stored -> storedTypes.put(free, stored));
        return free;
    }

    private Source.Column contract(String column, Type type, ValueGenerator.Flavor flavor) {
        boolean bounded = !type.equals(Type.BOOL) && !type.isNested() && dice.chance(20);
        Optional<Object> min = bounded && dice.chance(60) ? bound(type, flavor) : Optional.empty();
        Optional<Object> max = bounded && min.isEmpty() ? bound(type, flavor) : Optional.empty();
        List<Object> oneOf = !bounded && !type.isFloat() && !type.isNested() && dice.chance(8)
                ? IntStream.range(0, 3)
                        .mapToObj(i -> values.value(type, flavor))
                        .distinct()
                        .toList()
                : List.of();
        return new Source.Column(column, type, !dice.chance(15), min, max, oneOf);
    }

    private Optional<Object> bound(Type type, ValueGenerator.Flavor flavor) {
        Object bound = values.value(type, flavor);
        return bound instanceof Double number && !Double.isFinite(number) ? Optional.empty() : Optional.of(bound);
    }

    /** Another type in which files may hold the column. */
    private Optional<Type> storedType(Type type) {
        if (type.hasFixedLength()) {
            return Optional.of(type.asStored());
        }
        return dice.chance(15) ? Optional.ofNullable(otherType(type)) : Optional.empty();
    }

    private @Nullable Type otherType(Type type) {
        if (dice.chance(20) && type.kind() != Type.Kind.STRING) {
            return Type.STRING;
        }
        return switch (type.kind()) {
            case FLOAT64 -> dice.one(Type.FLOAT32, Type.INT32);
            case TIMESTAMP -> Type.DATE;
            case STRING -> Type.BYTES;
            case DECIMAL -> type.scale() == 0 ? dice.one(Type.INT32, Type.INT64, types.decimal()) : types.decimal();
            case LIST -> otherElement(type).map(Type::list).orElse(null);
            case MAP -> otherElement(type).map(Type::map).orElse(null);
            case INT32, INT64 -> otherInteger(type);
            case BOOL, FLOAT32, DATE, BYTES -> null;
        };
    }

    private static Type otherInteger(Type type) {
        return type.kind() == Type.Kind.INT32 ? Type.INT64 : Type.INT32;
    }

    private static Optional<Type> otherElement(Type type) {
        Type element = type.element();
        return switch (element.kind()) {
            case INT32, INT64 -> Optional.of(otherInteger(element));
            case FLOAT64 -> Optional.of(Type.FLOAT32);
            case BOOL, FLOAT32, DECIMAL, STRING, BYTES, DATE, TIMESTAMP, LIST, MAP -> Optional.empty();
        };
    }

    private List<String> tieBreak(List<String> data, List<String> uniqueKey) {
        List<String> candidates = new ArrayList<>(data);
        candidates.addAll(uniqueKey);
        return dice.shuffled(candidates).subList(0, dice.between(1, 2));
    }
}
