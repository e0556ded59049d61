package dev.asof.registry.compute.expression.regex;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Counts the steps of the program that a pattern becomes, without making it: repeats in each other multiply, so that a
 * few characters can ask for millions. Reads the pattern once. What is no pattern at all is left to whoever compiles it.
 */
final class PatternBounds {
    static final int MAX_LENGTH = 1_000;
    static final int MAX_STEPS = 1_000;
    static final int MAX_NESTING = 100;

    private final String pattern;
    private final Deque<Group> groups = new ArrayDeque<>();
    private Group group = new Group();
    private int at;
    private boolean foldsCase;
    private boolean isBeyondAscii;

    /** What stands between two brackets so far. */
    private static final class Group {
        private long steps;
        private long last;

        void add(long more) {
            steps += last;
            last = more;
        }

        long total() {
            return steps + last;
        }
    }

    private PatternBounds(String pattern) {
        this.pattern = pattern;
    }

    /** What is wrong with a pattern, empty if it may be compiled. */
    static Optional<String> complaint(String pattern) {
        if (pattern.length() > MAX_LENGTH) {
            return Optional.of(
                    "the pattern has " + pattern.length() + " characters; at most " + MAX_LENGTH + " are allowed");
        }
        return new PatternBounds(pattern).scan();
    }

    private Optional<String> scan() {
        while (at < pattern.length()) {
            step();
            if (groups.size() > MAX_NESTING) {
                return Optional.of("the pattern has groups nested more than " + MAX_NESTING + " deep");
            }
            if (group.total() > MAX_STEPS) {
                return Optional.of(
                        "the pattern is too large: with its repeats it makes more than " + MAX_STEPS + " steps");
            }
        }
        return foldsCase && isBeyondAscii
                ? Optional.of("a pattern that ignores case, (?i), has nothing but ASCII in it, and neither \\p nor \\x")
                : Optional.empty();
    }

    private void step() {
        char c = pattern.charAt(at);
        isBeyondAscii |= c >= 0x80;
        switch (c) {
            case '\\' -> escape();
            case '[' -> characterClass();
            case '(' -> open();
            case ')' -> close();
            case '*', '+', '?' -> {
                group.last++;
                at++;
            }
            case '{' -> repeat();
            default -> {
                group.add(1);
                at++;
            }
        }
    }

    private void escape() {
        char escaped = at + 1 < pattern.length() ? pattern.charAt(at + 1) : '\\';
        isBeyondAscii |= escaped == 'p' || escaped == 'P' || escaped == 'x' || (escaped >= '0' && escaped <= '7');
        at += 2;
        if (escaped == 'Q') {
            int end = pattern.indexOf("\\E", at);
            int quoted = (end < 0 ? pattern.length() : end) - at;
            isBeyondAscii |= pattern.substring(at, at + quoted).chars().anyMatch(c -> c >= 0x80);
            group.add(quoted);
            at = end < 0 ? pattern.length() : end + 2;
            return;
        }
        if (at < pattern.length() && pattern.charAt(at) == '{') {
            int end = pattern.indexOf('}', at);
            at = end < 0 ? pattern.length() : end + 1;
        }
        group.add(1);
    }

    private void characterClass() {
        at++;
        at += at < pattern.length() && pattern.charAt(at) == '^' ? 1 : 0;
        boolean isFirst = true;
        while (at < pattern.length() && (isFirst || pattern.charAt(at) != ']')) {
            isFirst = false;
            char c = pattern.charAt(at);
            isBeyondAscii |= c >= 0x80;
            if (c == '\\') {
                escape();
                group.last = 0;
            } else if (pattern.startsWith("[:", at) && pattern.indexOf(":]", at) > 0) {
                at = pattern.indexOf(":]", at) + 2;
            } else {
                at++;
            }
        }
        at++;
        group.add(1);
    }

    private void open() {
        groups.push(group);
        group = new Group();
        at++;
        if (at < pattern.length() && pattern.charAt(at) == '?') {
            int flags = at;
            while (at < pattern.length() && ":)<".indexOf(pattern.charAt(at)) < 0) {
                at++;
            }
            foldsCase |= pattern.substring(flags, at).indexOf('i') >= 0;
            at += at < pattern.length() && pattern.charAt(at) == ':' ? 1 : 0;
        }
    }

    private void close() {
        long steps = group.total() + 2;
        if (!groups.isEmpty()) {
            group = groups.pop();
        }
        group.add(steps);
        at++;
    }

    /** {@code {n}}, {@code {n,}} or {@code {n,m}}; anything else is a bracket as it stands. */
    private void repeat() {
        int end = pattern.indexOf('}', at);
        String[] counts =
                end < 0 ? new String[0] : pattern.substring(at + 1, end).split(",", 2);
        boolean isRepeat = counts.length > 0
                && counts[0].matches("[0-9]{1,6}")
                && (counts.length == 1 || counts[1].matches("[0-9]{0,6}"));
        if (!isRepeat) {
            group.add(1);
            at++;
            return;
        }
        long least = Long.parseLong(counts[0]);
        long most = counts.length == 1 || counts[1].isEmpty() ? least : Long.parseLong(counts[1]);
        group.last = group.last * Math.max(1, Math.max(least, most)) + Math.max(1, most - least);
        at = end + 1;
    }
}
