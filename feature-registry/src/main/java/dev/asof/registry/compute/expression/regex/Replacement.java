package dev.asof.registry.compute.expression.regex;

import com.google.re2j.Matcher;
import dev.asof.registry.compute.expression.kernel.TextOutput;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What stands in place of a match: texts, and groups of it ({@code \0} to {@code \9}). Immutable. */
public final class Replacement {
    private final List<Part> parts;

    private Replacement(List<Part> parts) {
        this.parts = parts;
    }

    private sealed interface Part {}

    private record Text(byte[] utf8) implements Part {}

    private record Group(int number) implements Part {}

    /** What a text is as a replacement. */
    public sealed interface Reading {}

    /** A replacement. */
    public record Read(Replacement replacement) implements Reading {}

    /** None; the reason is a sentence without its end. */
    public record Refused(String reason) implements Reading {}

    /**
     * Reads a replacement: {@code \} and a digit is a group, {@code \\} is one backslash.
     *
     * @param groupCount how many groups the pattern has
     */
    public static Reading read(String text, int groupCount) {
        List<Part> parts = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '\\') {
                plain.append(text.charAt(i));
                continue;
            }
            i++;
            char escaped = i < text.length() ? text.charAt(i) : ' ';
            if (escaped == '\\') {
                plain.append('\\');
            } else if (escaped < '0' || escaped > '9') {
                return new Refused(
                        "in a replacement, \\ stands before a digit, which is a group, or before another \\");
            } else if (escaped - '0' > groupCount) {
                return new Refused("the pattern has " + groupCount + " groups, none of number " + escaped);
            } else {
                parts.add(text(plain));
                parts.add(new Group(escaped - '0'));
                plain.setLength(0);
            }
        }
        parts.add(text(plain));
        return new Read(new Replacement(parts));
    }

    private static Text text(StringBuilder plain) {
        return new Text(plain.toString().getBytes(StandardCharsets.UTF_8));
    }

    void append(String text, Matcher match, TextOutput output) {
        for (Part part : parts) {
            switch (part) {
                case Text(byte[] utf8) -> output.append(utf8);
                case Group(int number) -> {
                    if (match.start(number) >= 0) {
                        Regex.append(text, match.start(number), match.end(number), output);
                    }
                }
            }
        }
    }
}
