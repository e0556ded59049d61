package dev.asof.registry.compute.expression.function;

import java.util.Map;

/** What functions of other systems are called here. */
final class NamesElsewhere {
    private static final Map<String, String> HINTS = Map.ofEntries(
            Map.entry("ceiling", "Did you mean 'ceil'?"),
            Map.entry("truncate", "Did you mean 'trunc'?"),
            Map.entry("pow", "Did you mean 'power'?"),
            Map.entry("log", "Did you mean 'ln' or 'log10'?"),
            Map.entry("isnan", "Did you mean 'is_nan'?"),
            Map.entry("len", "Did you mean 'length'?"),
            Map.entry("char_length", "Did you mean 'length'?"),
            Map.entry("character_length", "Did you mean 'length'?"),
            Map.entry("lcase", "Did you mean 'lower'?"),
            Map.entry("ucase", "Did you mean 'upper'?"),
            Map.entry("btrim", "Did you mean 'trim'?"),
            Map.entry("substr", "Did you mean 'substring'?"),
            Map.entry("position", "Did you mean 'strpos'?"),
            Map.entry("instr", "Did you mean 'strpos'?"),
            Map.entry("locate", "Did you mean 'strpos'?"),
            Map.entry("week", "Did you mean 'iso_week'?"),
            Map.entry("weekofyear", "Did you mean 'iso_week'?"),
            Map.entry("date_format", "Did you mean 'strftime'?"),
            Map.entry("format_datetime", "Did you mean 'strftime'?"),
            Map.entry("to_char", "Did you mean 'strftime'?"),
            Map.entry("date_parse", "Did you mean 'strptime'?"),
            Map.entry("parse_datetime", "Did you mean 'strptime'?"),
            Map.entry("timezone", "Did you mean 'to_local' or 'from_local'?"),
            Map.entry("regexp_matches", "Did you mean 'regexp_like'?"),
            Map.entry("rlike", "Did you mean 'regexp_like'?"),
            Map.entry("regexp_substr", "Did you mean 'regexp_extract'?"),
            Map.entry("split", "Did you mean 'split_part'?"),
            Map.entry("ifnull", "Did you mean 'coalesce'?"),
            Map.entry("isnull", "Write 'x IS NULL', or 'coalesce(x, y)'"),
            Map.entry("nvl", "Did you mean 'coalesce'?"),
            Map.entry("if", "Write 'CASE WHEN condition THEN x ELSE y END'"),
            Map.entry("iff", "Write 'CASE WHEN condition THEN x ELSE y END'"),
            Map.entry("dayofweek", "Did you mean 'day_of_week'?"),
            Map.entry("dow", "Did you mean 'day_of_week'?"),
            Map.entry("weekday", "Did you mean 'day_of_week'?"),
            Map.entry("dayofyear", "Did you mean 'day_of_year'?"),
            Map.entry("datediff", "Did you mean 'date_diff'?"),
            Map.entry("dateadd", "Did you mean 'date_add'?"),
            Map.entry("extract", "Write 'year(x)', 'month(x)', 'hour(x)' and so on"),
            Map.entry("date_part", "Write 'year(x)', 'month(x)', 'hour(x)' and so on"),
            Map.entry("date", "Write 'CAST(x AS date)' or DATE '2020-01-31'"),
            Map.entry("timestamp", "Write 'CAST(x AS timestamp)' or TIMESTAMP '2020-01-31 00:00:00'"),
            Map.entry("to_timestamp", "Write 'CAST(x AS timestamp)', 'from_epoch_seconds(x)' or 'strptime(x, format)'"),
            Map.entry("unix_timestamp", "Did you mean 'epoch_seconds'?"),
            Map.entry("now", "An expression cannot read the clock"),
            Map.entry("current_timestamp", "An expression cannot read the clock"),
            Map.entry("random", "An expression gives the same result every time"),
            Map.entry("rand", "An expression gives the same result every time"),
            Map.entry("count", "'count' is an aggregate, not a function of one row"),
            Map.entry("sum", "'sum' is an aggregate, not a function of one row"),
            Map.entry("avg", "'avg' is an aggregate, not a function of one row"),
            Map.entry("min", "'min' is an aggregate; of one row's values, take 'least'"),
            Map.entry("max", "'max' is an aggregate; of one row's values, take 'greatest'"));

    private NamesElsewhere() {}

    /** A sentence for {@code name}, in lower case; empty if there is nothing to say. */
    static String hint(String name) {
        return HINTS.getOrDefault(name, "");
    }
}
