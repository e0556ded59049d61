package dev.asof.registry.compute.expression.json;

/**
 * One pass over a JSON text (RFC 8259) in UTF-8: it checks all of it and finds the value at a path. Of equal names in an
 * object the last stands. Not thread-safe; for one text.
 */
public final class JsonSearch {
    /** Arrays and objects within each other. */
    public static final int MAX_DEPTH = 64;

    private static final int NOWHERE = -1;

    private final byte[] data;
    private final int end;
    private final JsonPath path;
    private int at;
    private int depth;
    private int foundFrom = NOWHERE;
    private int foundTo = NOWHERE;
    private boolean isMalformed;

    private JsonSearch(byte[] data, int from, int end, JsonPath path) {
        this.data = data;
        this.at = from;
        this.end = end;
        this.path = path;
    }

    /** Searches {@code data[from..to)}. */
    public static JsonSearch of(byte[] data, int from, int to, JsonPath path) {
        JsonSearch search = new JsonSearch(data, from, to, path);
        search.value(0);
        search.skipSpaces();
        search.isMalformed |= search.at < to;
        return search;
    }

    /** Whether the text is no JSON, or nested deeper than {@link #MAX_DEPTH}. */
    public boolean isMalformed() {
        return isMalformed;
    }

    /** Whether there is a value at the path. */
    public boolean isFound() {
        return foundFrom != NOWHERE;
    }

    /** Where the value starts in the data, inclusive. */
    public int from() {
        return foundFrom;
    }

    /** Where the value ends, exclusive. */
    public int to() {
        return foundTo;
    }

    /** The first byte of the value, which says what it is: {@code "}, {@code &#123;}, {@code [}, t, f, n or of a number. */
    public byte kind() {
        return data[foundFrom];
    }

    /** @param step how many steps of the path lead to this value; more than there are if it is off the path */
    private void value(int step) {
        skipSpaces();
        int start = at;
        boolean isWanted = step == path.length();
        int below = isWanted ? path.length() + 1 : step;
        if (at == end) {
            isMalformed = true;
            return;
        }
        switch (data[at]) {
            case '{' -> object(below);
            case '[' -> array(below);
            case '"' -> isMalformed |= !string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        }
        if (isWanted) {
            foundFrom = start;
            foundTo = at;
        }
    }

    private void object(int step) {
        if (!enter()) {
            return;
        }
        if (!takes('}')) {
            do {
                skipSpaces();
                int nameFrom = at;
                if (!string() || !takesWithin(nameFrom, at, step)) {
                    isMalformed = true;
                }
            } while (!isMalformed && takes(','));
            isMalformed |= !takes('}');
        }
        depth--;
    }

    /** A member whose name with its quotes has been read: the colon, and its value. */
    private boolean takesWithin(int nameFrom, int nameTo, int step) {
        if (!takes(':')) {
            return false;
        }
        boolean isNext = step < path.length()
                && path.step(step) instanceof JsonPath.Member(byte[] name)
                && JsonStrings.equal(data, nameFrom, nameTo, name);
        if (isNext) {
            foundFrom = NOWHERE;
        }
        value(isNext ? step + 1 : path.length() + 1);
        return !isMalformed;
    }

    private void array(int step) {
        if (!enter()) {
            return;
        }
        if (!takes(']')) {
            int index = 0;
            do {
                boolean isNext = step < path.length()
                        && path.step(step) instanceof JsonPath.Element(int wanted)
                        && wanted == index;
                value(isNext ? step + 1 : path.length() + 1);
                index++;
            } while (!isMalformed && takes(','));
            isMalformed |= !takes(']');
        }
        depth--;
    }

    private boolean enter() {
        at++;
        depth++;
        isMalformed |= depth > MAX_DEPTH;
        return !isMalformed;
    }

    private boolean string() {
        int close = JsonStrings.end(data, at, end);
        at = Math.max(at, close);
        return close > 0;
    }

    private void word(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (at == end || data[at] != word.charAt(i)) {
                isMalformed = true;
                return;
            }
            at++;
        }
    }

    private void number() {
        at += at < end && data[at] == '-' ? 1 : 0;
        int whole = at;
        isMalformed |= !digits() || (data[whole] == '0' && at > whole + 1);
        if (at < end && data[at] == '.') {
            at++;
            isMalformed |= !digits();
        }
        if (at < end && (data[at] == 'e' || data[at] == 'E')) {
            at++;
            at += at < end && (data[at] == '+' || data[at] == '-') ? 1 : 0;
            isMalformed |= !digits();
        }
    }

    private boolean digits() {
        int from = at;
        while (at < end && isDigit(data[at])) {
            at++;
        }
        return at > from;
    }

    private static boolean isDigit(byte unit) {
        return unit >= '0' && unit <= '9';
    }

    private boolean takes(char sign) {
        skipSpaces();
        boolean stands = at < end && data[at] == sign;
        at += stands ? 1 : 0;
        return stands;
    }

    private void skipSpaces() {
        while (at < end && (data[at] == ' ' || data[at] == '\t' || data[at] == '\r' || data[at] == '\n')) {
            at++;
        }
    }
}
