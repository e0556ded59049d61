package dev.asof.registry.compute.expression.regex;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.asof.registry.compute.expression.kernel.TextOutput;
import dev.asof.registry.compute.expression.kernel.Utf8;

/**
 * A compiled pattern. It finds the leftmost match, of several that start there the one that Perl would take, in time
 * linear in the text, whatever the pattern. Immutable and thread-safe.
 */
public final class Regex {
    /** Bytes of a text that is searched: with the bound on the program it bounds the time of a row. */
    public static final int MAX_TEXT_BYTES = 1 << 16;

    private final Pattern pattern;

    private Regex(Pattern pattern) {
        this.pattern = pattern;
    }

    /** What a text is as a pattern. */
    public sealed interface Reading {}

    /** A pattern. */
    public record Compiled(Regex regex) implements Reading {}

    /** None, or one that is too large; the reason is a sentence without its end. */
    public record Refused(String reason) implements Reading {}

    /** Reads a text as a pattern. */
    public static Reading read(String text) {
        return PatternBounds.complaint(text).<Reading>map(Refused::new).orElseGet(() -> compile(text));
    }

    private static Reading compile(String text) {
        try {
            Pattern pattern = Pattern.compile(text);
            return pattern.programSize() > PatternBounds.MAX_STEPS + 2
                    ? new Refused("the pattern makes " + pattern.programSize() + " steps; at most "
                            + PatternBounds.MAX_STEPS + " are allowed")
                    : new Compiled(new Regex(pattern));
        } catch (PatternSyntaxException e) {
            return new Refused("this is no pattern: " + e.getDescription());
        }
    }

    /** The number of groups, which count from 1; group 0 is the whole match. */
    public int groupCount() {
        return pattern.groupCount();
    }

    /** Whether the pattern occurs in UTF-8. */
    public boolean isIn(byte[] text) {
        return pattern.matcher(text).find();
    }

    /** Where a group of the first match is in UTF-8: start and end; empty where there is no match or the group has none. */
    public int[] find(byte[] text, int group) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() && matcher.start(group) >= 0
                ? new int[] {matcher.start(group), matcher.end(group)}
                : new int[0];
    }

    /**
     * Appends UTF-8 with every match replaced, from left to right, none overlapping another. After an empty match the
     * search goes on one character later.
     */
    public void replace(byte[] text, Replacement replacement, TextOutput output) {
        Matcher matcher = pattern.matcher(text);
        int copied = 0;
        for (int from = 0; from <= text.length && !output.overflowed() && matcher.find(from); ) {
            output.append(text, copied, matcher.start());
            replacement.append(text, matcher, output);
            copied = matcher.end();
            from = matcher.end() > matcher.start() ? copied : after(text, copied);
        }
        output.append(text, copied, text.length);
    }

    private static int after(byte[] text, int at) {
        return at < text.length ? Utf8.next(text, at, text.length) : at + 1;
    }
}
