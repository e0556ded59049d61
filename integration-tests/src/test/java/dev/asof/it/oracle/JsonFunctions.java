package dev.asof.it.oracle;

import static dev.asof.it.oracle.Type.BOOL;
import static dev.asof.it.oracle.Type.FLOAT64;
import static dev.asof.it.oracle.Type.INT64;
import static dev.asof.it.oracle.Type.STRING;

import dev.asof.it.oracle.RowFunction.Parameter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Functions that take a value out of a JSON text. */
final class JsonFunctions {
    private static final Pattern STEP = Pattern.compile("\\.([\\w-]+)|\\[\"([^\"]*)\"]|\\[(\\d+)]");
    private static final Pattern WHOLE = Pattern.compile("-?\\d+");

    private static final Parameter PATH = new Parameter.Written(
            STRING,
            List.of(
                    "$",
                    "$.a",
                    "$.a",
                    "$.a",
                    "$.a.b",
                    "$[0]",
                    "$[1].a",
                    "$[\"é\"]",
                    "$.a[0]",
                    "$.a[1].b[0]",
                    "$[\"a.b\"]"));

    private static final Parameter TEXT = new Parameter.Mostly(
            STRING,
            List.of(
                    "{\"a\": 1}",
                    "{\"a\": 2.5, \"b\": 0}",
                    "{\"a\": {\"b\": 1e-3}, \"é\": 0.1, \"a.b\": 6}",
                    "{\"a\": {\"b\": 77}, \"é\": -3, \"a.b\": 6.25}",
                    "[3, {\"a\": 4.25}]",
                    "{\"a\": \"one\"}",
                    "{\"a\": \"\\u00e9\\\"\\\\\", \"é\": \"\"}",
                    "{\"a\": [\"two\", {\"b\": [\"\\t\"]}], \"a.b\": \"three\"}",
                    "[-4, {\"a\": 5}]",
                    "{\"a\": [7.5, {\"b\": [8]}]}",
                    "{\"a\": [9, {\"b\": [10.75]}]}",
                    "{\"a\": [true, {\"b\": [false]}], \"é\": \"text\"}",
                    "{\"a\": -0}",
                    "{\"a\": true, \"é\": 7}",
                    "{\"a\": false}",
                    "{\"a\": null}",
                    "{\"a\": {\"b\": 12}, \"a\": {}}",
                    "{\"a\": {\"b\": 1}, \"\\u0061\": {\"b\": 2}}",
                    "{\"a\": {\"b\": \"x\\n\\u00e9\\uD83D\\ude00\\/\"}}",
                    "{\"a\":\"\\ud83d\"}",
                    "{\"b\":\"\\ude00\", \"a\": 1}",
                    "[1.5, {\"a\": \"y\"}]",
                    "[[], {\"a\": [3]}]",
                    "[1e2, {\"a\": 9223372036854775807}]",
                    "[9223372036854775808, {\"a\": -9223372036854775808}]",
                    "[1e999, 2]",
                    "[-1.25E-2]",
                    "{\"a\": [10, {\"b\": [\"deep\"]}]}",
                    "{\"a\": [10, {\"b\": []}]}",
                    "{\"a.b\": \"dotted\", \"é\": [1, 2]}",
                    " \t\n{ \"a\" :\r[ true , false ] } ",
                    "\"only\"",
                    "17",
                    "-0.0",
                    "true",
                    "null",
                    "",
                    " ",
                    "{\"a\": 01}",
                    "{\"a\": 1.}",
                    "{\"a\": .5}",
                    "{\"a\": +1}",
                    "{\"a\": 1,}",
                    "{\"a\" 1}",
                    "{a: 1}",
                    "[1 2]",
                    "[1] x",
                    "{\"a\": 'x'}",
                    "{\"a\": nul}",
                    "{\"a\": \"\t\"}",
                    "{\"a\": \"\\x\"}",
                    "{\"a\": \"\\u12g4\"}",
                    "{\"a\": \"open",
                    "[",
                    "]",
                    "NaN",
                    "[".repeat(64) + "]".repeat(64),
                    "[".repeat(65) + "]".repeat(65),
                    "{\"a\":".repeat(64) + "1" + "}".repeat(64)));

    private JsonFunctions() {}

    static List<RowFunction> all() {
        return List.of(
                function("json_string", STRING, value -> value.of() instanceof String text ? text : null),
                function(
                        "json_int",
                        INT64,
                        value -> value.of() instanceof JsonReader.Digits(String digits)
                                        && WHOLE.matcher(digits).matches()
                                ? Numbers.fitting(new BigInteger(digits))
                                : null),
                function(
                        "json_float",
                        FLOAT64,
                        value ->
                                value.of() instanceof JsonReader.Digits(String digits) ? Double.valueOf(digits) : null),
                function("json_bool", BOOL, value -> value.of() instanceof Boolean bool ? bool : null),
                function("json_text", STRING, JsonReader.Value::text));
    }

    private interface Taking {
        @Nullable
        Object of(JsonReader.Value value);
    }

    private static RowFunction function(String name, Type result, Taking taking) {
        return new RowFunction(name, List.of(TEXT, PATH), result, a -> {
            JsonReader.Value value = find((String) a.get(0), (String) a.get(1));
            return value == null || value.of() == null ? null : taking.of(value);
        });
    }

    /** The value at a path, null where the text is no JSON or there is none. */
    private static JsonReader.@Nullable Value find(String text, String path) {
        JsonReader.Value value = JsonReader.read(text);
        for (Matcher step = STEP.matcher(path); value != null && step.find(); ) {
            value = switch (value.of()) {
                case Map<?, ?> object
                when step.group(3) == null ->
                    (JsonReader.Value) object.get(step.group(1) != null ? step.group(1) : step.group(2));
                case List<?> array
                when step.group(3) != null ->
                    (JsonReader.Value) new ArrayList<>(array)
                            .stream()
                                    .skip(Integer.parseInt(step.group(3)))
                                    .findFirst()
                                    .orElse(null);
                case null, default -> null;
            };
        }
        return value;
    }
}
