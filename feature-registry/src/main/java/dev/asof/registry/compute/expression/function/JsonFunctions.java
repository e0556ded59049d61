package dev.asof.registry.compute.expression.function;

import static dev.asof.registry.compute.schema.ScalarType.BOOL;
import static dev.asof.registry.compute.schema.ScalarType.FLOAT64;
import static dev.asof.registry.compute.schema.ScalarType.INT64;
import static dev.asof.registry.compute.schema.ScalarType.STRING;

import dev.asof.registry.compute.expression.function.Parameter.Of;
import dev.asof.registry.compute.expression.function.Parameter.Written;
import dev.asof.registry.compute.expression.json.JsonPath;
import dev.asof.registry.compute.expression.json.JsonSearch;
import dev.asof.registry.compute.expression.json.JsonStrings;
import dev.asof.registry.compute.expression.kernel.Cursor;
import dev.asof.registry.compute.expression.kernel.Numbers;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;

/** Functions that take one value out of a JSON text. */
final class JsonFunctions {
    /** Bytes of a number's text that is read: what a CAST reads. */
    private static final int MAX_NUMBER = 2_000;

    private static final Written PATH = Written.text("path", "'$.a'", "'$.items[0][\"unit price\"]'", "'$'");
    private static final String MALFORMED =
            "the string is no JSON, or nested more than " + JsonSearch.MAX_DEPTH + " deep; the value is ";

    private JsonFunctions() {}

    /** Makes the result of a value that is there and not null. */
    private interface Taking {
        void apply(Cursor row, JsonSearch value);
    }

    static List<ScalarFunction> all() {
        return List.of(
                function(
                                "json_string",
                                "The string at a path of a JSON text.",
                                "no string",
                                STRING,
                                JsonFunctions::string)
                        .example("json_string('{\"user\": {\"name\": \"Ann\"}}', '$.user.name')", "'Ann'")
                        .example("json_string('{\"a\": 1, \"a\": \"last\"}', '$.a')", "'last'")
                        .example("json_string('{}', '$.a')", "NULL")
                        .build(),
                function(
                                "json_int",
                                "The whole number at a path of a JSON text.",
                                "no number without fraction and exponent, or does not fit",
                                INT64,
                                JsonFunctions::integer)
                        .example("json_int('{\"items\": [{\"n\": 7}]}', '$.items[0].n')", "7")
                        .example("json_int('[1.0]', '$[0]')", "NULL")
                        .build(),
                function(
                                "json_float",
                                "The number at a path of a JSON text, rounded once, beyond the range to an infinity.",
                                "no number, or one of more than " + MAX_NUMBER + " characters",
                                FLOAT64,
                                JsonFunctions::number)
                        .example("json_float('{\"unit price\": 1.5}', '$[\"unit price\"]')", "1.5")
                        .build(),
                function(
                                "json_bool",
                                "The truth value at a path of a JSON text.",
                                "neither",
                                BOOL,
                                JsonFunctions::truth)
                        .example("json_bool('[true]', '$[0]')", "TRUE")
                        .build(),
                function(
                                "json_text",
                                "The value at a path of a JSON text as it is written there: `CAST` reads it as a list or a map.",
                                "longer than 1 MiB",
                                STRING,
                                (row, value) -> row.text().append(row.dataAt(0), value.from(), value.to()))
                        .example("json_text('{\"tags\": [\"a\", 1]}', '$.tags')", "'[\"a\", 1]'")
                        .build());
    }

    private static FunctionBuilder function(
            String name, String description, String unfit, DataType result, Taking taking) {
        return new FunctionBuilder(name, ScalarFunction.Category.TEXT, description)
                .isNull("where there is no value at the path, or `null`")
                .fails(MALFORMED + unfit)
                .takesWritten(List.of(new Of(STRING), PATH), result, literals -> body(literals, taking));
    }

    private static Body body(List<Value> literals, Taking taking) {
        return switch (JsonPath.read(((Value.BytesValue) literals.getFirst()).text())) {
            case JsonPath.Read(JsonPath path) -> new Body.Computed(row -> take(row, path, taking));
            case JsonPath.Refused(String reason) -> new Body.Refused(0, reason);
        };
    }

    private static void take(Cursor row, JsonPath path, Taking taking) {
        JsonSearch search = JsonSearch.of(row.dataAt(0), row.fromAt(0), row.toAt(0), path);
        if (search.isMalformed()) {
            row.fail();
        } else if (!search.isFound() || search.kind() == 'n') {
            row.setNull();
        } else {
            taking.apply(row, search);
        }
    }

    private static void string(Cursor row, JsonSearch value) {
        if (value.kind() == '"') {
            JsonStrings.append(row.dataAt(0), value.from(), value.to(), row.text());
        } else {
            row.fail();
        }
    }

    private static void truth(Cursor row, JsonSearch value) {
        if (value.kind() == 't' || value.kind() == 'f') {
            row.setTruth(value.kind() == 't');
        } else {
            row.fail();
        }
    }

    private static void integer(Cursor row, JsonSearch value) {
        OptionalLong number = isNumber(value) ? Numbers.parseInteger(text(row, value)) : OptionalLong.empty();
        number.ifPresentOrElse(row::set, row::fail);
    }

    private static void number(Cursor row, JsonSearch value) {
        if (isNumber(value)) {
            row.set(Double.parseDouble(text(row, value)));
        } else {
            row.fail();
        }
    }

    private static boolean isNumber(JsonSearch value) {
        return (value.kind() == '-' || (value.kind() >= '0' && value.kind() <= '9'))
                && value.to() - value.from() <= MAX_NUMBER;
    }

    private static String text(Cursor row, JsonSearch value) {
        return new String(row.dataAt(0), value.from(), value.to() - value.from(), StandardCharsets.US_ASCII);
    }
}
