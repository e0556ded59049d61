package dev.asof.registry.catalog;

/**
 * One key of a definition that changes.
 *
 * @param field its path in the terms of the definition files, such as {@code features.spend_7d.window}
 * @param before the value until now, {@link #ABSENT} for none
 * @param after the value to be, {@link #ABSENT} for none
 */
public record FieldDifference(String field, String before, String after) {
    /** Stands for no value. */
    public static final String ABSENT = "(none)";

    @Override
    public String toString() {
        return field + ": " + before + " -> " + after;
    }
}
