package dev.asof.registry.compute.event;

import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says of a value that it has no place in a type, and what would have one. */
final class WrongType {
    private static final Pattern NUMBER = Pattern.compile("'?[+-]?0*([0-9]*)(?:\\.([0-9]*?)0*)?'?");

    private WrongType() {}

    /** @param row a row that is not null */
    static String of(Column raw, int row, DataType type) {
        String value = ValueText.of(raw, row);
        return value + " is not " + type.displayName() + remedy(raw.type(), value, type);
    }

    private static String remedy(DataType from, String shown, DataType type) {
        boolean isText = from == ScalarType.STRING;
        return switch (type) {
            case DecimalType decimal -> tooManyDigits(shown, decimal);
            case ScalarType scalar
            when isText && scalar == ScalarType.TIMESTAMP -> "; write it as 2026-02-10T13:45:00Z";
            case ScalarType scalar when isText && scalar == ScalarType.DATE -> "; write it as 2026-02-10";
            default -> "";
        };
    }

    private static String tooManyDigits(String shown, DecimalType type) {
        Matcher number = NUMBER.matcher(shown);
        if (!number.matches()) {
            return "";
        }
        String fraction = number.group(2);
        if (fraction != null && fraction.length() > type.scale()) {
            return ": it has more than " + digits(type.scale()) + " after the point";
        }
        int whole = type.precision() - type.scale();
        return number.group(1).length() > whole ? ": it has more than " + digits(whole) + " before the point" : "";
    }

    private static String digits(int count) {
        return count + (count == 1 ? " digit" : " digits");
    }
}
