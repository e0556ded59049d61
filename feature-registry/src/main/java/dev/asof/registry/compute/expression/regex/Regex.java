package dev.asof.registry.compute.expression.regex;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.asof.registry.compute.expression.kernel.TextOutput;
import java.nio.charset.StandardCharsets;

/**
 * A compiled pattern. It finds the leftmost match, of several that start there the one that Perl would take, in time
 * linear in what it reads, whatever the pattern. Immutable and thread-safe.
 */
public final class Regex {
    /** Bytes of a text that is searched: with the bound on the program it bounds the time of a row. */
    public static final int MAX_TEXT_BYTES = 1 << 16;

    /**
     * How far the searches of one replacement may read together, in UTF-16 units. Each starts behind the match before it
     * and reads on for as long as another match than what it has so far might come of it: perhaps to the end, each time.
     */
    public static final int MAX_READ = 1 << 20;

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
     * Appends the text with every match replaced, from left to right, none overlapping another. After an empty match the
     * search goes on one character later.
     *
     * @return false if the searches read more than {@link #MAX_READ} together; what was appended is then of no use
     */
    public boolean replace(String text, Replacement replacement, TextOutput output) {
        SearchedText searched = new SearchedText(text);
        Matcher matcher = pattern.matcher(searched);
        int copied = 0;
        long read = 0;
        for (int from = 0; from <= text.length() && !output.overflowed(); ) {
            boolean isFound = matcher.find(from);
            read += searched.readFrom(from);
            if (read > MAX_READ) {
                return false;
            }
            if (!isFound) {
                break;
            }
            append(text, copied, matcher.start(), output);
            replacement.append(text, matcher, output);
            copied = matcher.end();
            from = matcher.end() > matcher.start() ? copied : after(text, copied);
        }
        append(text, copied, text.length(), output);
        return true;
    }

    static void append(String text, int from, int to, TextOutput output) {
        output.append(text.substring(from, to).getBytes(StandardCharsets.UTF_8));
    }

    private static int after(String text, int at) {
        return at < text.length() ? at + Character.charCount(text.codePointAt(at)) : at + 1;
    }
}
