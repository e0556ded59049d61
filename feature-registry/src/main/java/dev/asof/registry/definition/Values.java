package dev.asof.registry.definition;

import dev.asof.registry.catalog.Names;
import dev.asof.registry.catalog.ValueLiteral;
import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.compute.event.OnViolation;
import dev.asof.registry.compute.expression.Compilation;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Micros;
import dev.asof.registry.compute.schema.Value;
import dev.asof.registry.compute.window.Closed;
import dev.asof.registry.compute.window.DurationText;
import dev.asof.registry.diagnostic.Located;
import dev.asof.registry.diagnostic.Problems;
import dev.asof.registry.diagnostic.Quoted;
import dev.asof.registry.error.NearestName;
import dev.asof.registry.repository.TableFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** The readers of single values and lists, shared by all kinds of definitions. */
final class Values {
    private static final long SHORTEST_HORIZON_MICROS = Micros.PER_MINUTE;

    /** Any text that is not empty. */
    static final ValueReader<String> TEXT =
            (node, problems) -> scalar(node, problems).flatMap(scalar -> {
                if (scalar.isNull() || scalar.text().isBlank()) {
                    return refuse(scalar, problems, "a text is missing here");
                }
                return Optional.of(scalar.text());
            });

    /** Where a source's files lie. */
    static final ValueReader<Located<String>> PATH =
            (node, problems) -> TEXT.read(node, problems).map(text -> new Located<>(text, node.place()));

    /** A name after the rule of {@link Names}. */
    static final ValueReader<Located<String>> NAME =
            (node, problems) -> scalar(node, problems).flatMap(scalar -> name(scalar, problems));

    /** The name of a column of a source's files. */
    static final ValueReader<Located<String>> COLUMN =
            (node, problems) -> scalar(node, problems).flatMap(scalar -> column(scalar, problems));

    /** One column or a list of different ones. */
    static final ValueReader<List<Located<String>>> COLUMNS = distinct("column", COLUMN);

    /** One name or a list of different ones, of sources. */
    static final ValueReader<List<Located<String>>> SOURCES = distinct("source", NAME);

    /** A version, from 1. */
    static final ValueReader<Located<Integer>> VERSION =
            (node, problems) -> scalar(node, problems).flatMap(scalar -> version(scalar, problems));

    /** A whole number from 1 on. */
    static ValueReader<Integer> wholeNumber(int greatest) {
        return (node, problems) -> scalar(node, problems).flatMap(scalar -> {
            boolean isNumber =
                    scalar.form() == YamlNode.Form.PLAIN && scalar.text().matches("[1-9][0-9]{0,8}");
            return isNumber && Integer.parseInt(scalar.text()) <= greatest
                    ? Optional.of(Integer.parseInt(scalar.text()))
                    : refuse(
                            scalar,
                            problems,
                            Quoted.of(scalar.text()) + " is not a whole number from 1 to " + greatest);
        });
    }

    /** {@code true} or {@code false}. */
    static final ValueReader<Boolean> BOOL =
            (node, problems) -> scalar(node, problems).flatMap(scalar -> {
                return switch (scalar.text()) {
                    case "true" -> Optional.of(true);
                    case "false" -> Optional.of(false);
                    default -> refuse(scalar, problems, Quoted.of(scalar.text()) + " is neither true nor false");
                };
            });

    /** A type of a column. */
    static final ValueReader<DataType> TYPE =
            (node, problems) -> scalar(node, problems).flatMap(scalar -> type(scalar, problems));

    /** A span of time in microseconds, more than 0. */
    static final ValueReader<Long> SPAN = (node, problems) -> scalar(node, problems)
            .flatMap(scalar -> micros(scalar, problems)
                    .flatMap(micros -> micros > 0
                            ? Optional.of(micros)
                            : refuse(scalar, problems, "a span of 0 holds nothing; write a longer one")));

    /** A span of time in microseconds, also 0. */
    static final ValueReader<Long> DELAY = (node, problems) -> scalar(node, problems)
            .flatMap(scalar -> scalar.text().equals("0") ? Optional.of(0L) : micros(scalar, problems));

    /** How far back questions are answered, in microseconds: long enough that none is overtaken while it is answered. */
    static final ValueReader<Long> HORIZON = (node, problems) -> scalar(node, problems)
            .flatMap(scalar -> micros(scalar, problems)
                    .flatMap(micros -> micros >= SHORTEST_HORIZON_MICROS
                            ? Optional.of(micros)
                            : refuse(scalar, problems, "a horizon is at least 1m long; write a longer one")));

    /** An expression, with the way back to the file. */
    static final ValueReader<ExpressionText> EXPRESSION = (node, problems) -> {
        if (node instanceof YamlNode.Scalar scalar
                && !scalar.isNull()
                && !scalar.text().isBlank()) {
            return Optional.of(ExpressionText.of(scalar));
        }
        problems.report(
                node.place(),
                node instanceof YamlNode.Scalar
                        ? "an expression is missing here"
                        : "an expression is needed here, not " + node.describe()
                                + "; quote it if it starts with { or [");
        return Optional.empty();
    };

    static final ValueReader<Closed> CLOSED = choice(Closed.class);

    static final ValueReader<OnViolation> ON_VIOLATION = choice(OnViolation.class);

    /** How files hold rows. */
    static final ValueReader<TableFormat> FORMAT = choice(TableFormat.class);

    /** Short texts. */
    static final ValueReader<List<String>> TAGS = (node, problems) -> Optional.of(items(node).stream()
            .flatMap(item -> TEXT.read(item, problems).stream())
            .toList());

    private static final Map<String, String> TYPES_BY_HABIT = Map.ofEntries(
            Map.entry("int", "int64"),
            Map.entry("integer", "int64"),
            Map.entry("bigint", "int64"),
            Map.entry("long", "int64"),
            Map.entry("smallint", "int32"),
            Map.entry("float", "float64"),
            Map.entry("double", "float64"),
            Map.entry("real", "float32"),
            Map.entry("text", "string"),
            Map.entry("varchar", "string"),
            Map.entry("char", "string"),
            Map.entry("boolean", "bool"),
            Map.entry("datetime", "timestamp"),
            Map.entry("time", "timestamp"),
            Map.entry("numeric", "decimal(p,s)"),
            Map.entry("decimal", "decimal(p,s)"),
            Map.entry("binary", "bytes"),
            Map.entry("array", "list<T>"),
            Map.entry("number", "float64"));

    private Values() {}

    /** The node as a scalar. */
    static Optional<YamlNode.Scalar> scalar(YamlNode node, Problems problems) {
        if (node instanceof YamlNode.Scalar scalar) {
            return Optional.of(scalar);
        }
        problems.report(node.place(), "a single value is needed here, not " + node.describe());
        return Optional.empty();
    }

    /** The node as a mapping. */
    static Optional<YamlNode.Mapping> mapping(YamlNode node, Problems problems) {
        if (node instanceof YamlNode.Mapping mapping) {
            return Optional.of(mapping);
        }
        problems.report(node.place(), "a mapping of keys to values is needed here, not " + node.describe());
        return Optional.empty();
    }

    /** The items of a list; a single value counts as a list of one. */
    static List<YamlNode> items(YamlNode node) {
        return node instanceof YamlNode.Sequence sequence ? sequence.items() : List.of(node);
    }

    /** A scalar as a name. */
    static Optional<Located<String>> name(YamlNode.Scalar scalar, Problems problems) {
        String text = scalar.text();
        if (Names.isName(text)) {
            return Optional.of(new Located<>(text, scalar.place()));
        }
        String proposal =
                Names.proposalFor(text).map(name -> ", such as '" + name + "'").orElse("");
        return refuse(scalar, problems, Quoted.of(text) + " is not a name: " + Names.RULE + proposal);
    }

    /** A scalar as the name of a column. */
    static Optional<Located<String>> column(YamlNode.Scalar scalar, Problems problems) {
        String text = scalar.text();
        if (scalar.isNull() || text.isBlank()) {
            return refuse(scalar, problems, "a column's name is missing here");
        }
        if (text.length() > Names.MAX_COLUMN_LENGTH || text.chars().anyMatch(Character::isISOControl)) {
            return refuse(
                    scalar,
                    problems,
                    Quoted.of(text) + " is not a column's name: it has at most " + Names.MAX_COLUMN_LENGTH
                            + " characters and no control characters");
        }
        return Optional.of(new Located<>(text, scalar.place()));
    }

    /** A text as a value of this type. */
    static Optional<Value> literal(Located<String> text, DataType type, Problems problems) {
        return switch (ValueLiteral.parse(type, text.value())) {
            case Compilation.Success<Value> success -> Optional.of(success.result());
            case Compilation.Failure<Value> failure -> {
                failure.problems().forEach(problem -> problems.report(text.place(), problem.message()));
                yield Optional.empty();
            }
        };
    }

    /** @param what the items are, for messages */
    private static ValueReader<List<Located<String>>> distinct(String what, ValueReader<Located<String>> reader) {
        return (node, problems) -> {
            List<Located<String>> names = new ArrayList<>();
            for (YamlNode item : items(node)) {
                Optional<Located<String>> name = reader.read(item, problems);
                if (name.isEmpty()) {
                    return Optional.empty();
                }
                if (names.stream()
                        .anyMatch(other -> other.value().equals(name.get().value()))) {
                    problems.report(
                            item.place(), what + " " + Quoted.of(name.get().value()) + " stands twice");
                } else {
                    names.add(name.get());
                }
            }
            if (names.isEmpty()) {
                problems.report(node.place(), "name at least one " + what + ", or leave the key out");
            }
            return names.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(names));
        };
    }

    private static Optional<Located<Integer>> version(YamlNode.Scalar scalar, Problems problems) {
        if (scalar.form() == YamlNode.Form.PLAIN && scalar.text().matches("[1-9][0-9]{0,5}")) {
            return Optional.of(new Located<>(Integer.parseInt(scalar.text()), scalar.place()));
        }
        return refuse(
                scalar,
                problems,
                Quoted.of(scalar.text()) + " is not a version: versions are whole numbers from 1 to "
                        + VersionedName.MAX_VERSION);
    }

    private static Optional<DataType> type(YamlNode.Scalar scalar, Problems problems) {
        String text = scalar.text();
        Optional<DataType> type = DataType.named(text);
        if (type.isPresent()) {
            return type;
        }
        List<String> names = DataType.forms();
        String habit = TYPES_BY_HABIT.get(text.toLowerCase(Locale.ROOT));
        String hint = habit == null ? NearestName.hint(names, text) : " Did you mean '" + habit + "'?";
        return refuse(
                scalar,
                problems,
                "there is no type " + Quoted.of(text) + "."
                        + (hint.isEmpty() ? " The types are " + String.join(", ", names) : hint));
    }

    private static Optional<Long> micros(YamlNode.Scalar scalar, Problems problems) {
        OptionalLong micros = DurationText.parseMicros(scalar.text());
        return micros.isPresent()
                ? Optional.of(micros.getAsLong())
                : refuse(
                        scalar,
                        problems,
                        Quoted.of(scalar.text())
                                + " is not a span of time: write a whole number with us, ms, s, m, h, d or w, such as 30d,"
                                + " and at most " + DurationText.format(DurationText.MAX_MICROS));
    }

    private static <E extends Enum<E>> ValueReader<E> choice(Class<E> type) {
        Map<String, E> choices = new java.util.LinkedHashMap<>();
        for (E constant : type.getEnumConstants()) {
            choices.put(constant.name().toLowerCase(Locale.ROOT), constant);
        }
        Function<YamlNode.Scalar, String> message = scalar -> {
            String hint = NearestName.hint(choices.keySet(), scalar.text());
            return Quoted.of(scalar.text()) + " is not a choice here."
                    + (hint.isEmpty() ? " The choices are " + String.join(", ", choices.keySet()) : hint);
        };
        return (node, problems) -> scalar(node, problems)
                .flatMap(scalar -> choices.containsKey(scalar.text())
                        ? Optional.ofNullable(choices.get(scalar.text()))
                        : refuse(scalar, problems, message.apply(scalar)));
    }

    private static <T> Optional<T> refuse(YamlNode.Scalar scalar, Problems problems, String message) {
        problems.report(scalar.place(), message);
        return Optional.empty();
    }
}
