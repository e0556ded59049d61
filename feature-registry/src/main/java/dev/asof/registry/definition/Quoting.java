package dev.asof.registry.definition;

/** Writes texts as quoted YAML. */
final class Quoting {
    private Quoting() {}

    /** The text in the quotes that need the least escaping. */
    static String quote(String text) {
        boolean plainInDouble = text.indexOf('"') < 0 && text.indexOf('\\') < 0;
        return text.indexOf('\'') >= 0 && plainInDouble ? '"' + text + '"' : "'" + text.replace("'", "''") + "'";
    }
}
