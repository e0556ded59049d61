package dev.asof.registry.compute.expression.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The way from the whole of a JSON text to a value in it, such as {@code $.items[0]["unit price"]}. Immutable. */
public final class JsonPath {
    static final int MAX_LENGTH = 500;
    static final int MAX_STEPS = 32;

    private static final Pattern STEP =
            Pattern.compile("\\.([A-Za-z_][A-Za-z0-9_-]*+)|\\[\"([^\"]*+)\"]|\\[([0-9]{1,6})]");

    private final List<Step> steps;

    private JsonPath(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    /** One step down. */
    sealed interface Step {}

    /** To the member of an object. */
    record Member(byte[] name) implements Step {}

    /** To the element of an array, counted from 0. */
    record Element(int index) implements Step {}

    /** What a text is as a path. */
    public sealed interface Reading {}

    /** A path. */
    public record Read(JsonPath path) implements Reading {}

    /** None; the reason is a sentence without its end. */
    public record Refused(String reason) implements Reading {}

    /** Reads {@code $}, then any of {@code .name}, {@code ["any name"]} and {@code [index]}. */
    public static Reading read(String text) {
        if (text.length() > MAX_LENGTH) {
            return new Refused("the path has " + text.length() + " characters; at most " + MAX_LENGTH + " are allowed");
        }
        List<Step> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(text);
        int at = 1;
        while (at < text.length() && matcher.find(at) && matcher.start() == at) {
            steps.add(step(matcher));
            at = matcher.end();
        }
        if (!text.startsWith("$") || at < text.length()) {
            return new Refused(
                    "a path is '$' and then any of '.name', '[\"any name\"]' and '[0]', such as '$.items[0].price'");
        }
        return steps.size() > MAX_STEPS
                ? new Refused("the path has " + steps.size() + " steps; at most " + MAX_STEPS + " are allowed")
                : new Read(new JsonPath(steps));
    }

    private static Step step(Matcher matcher) {
        if (matcher.group(3) != null) {
            return new Element(Integer.parseInt(matcher.group(3)));
        }
        String name = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
        return new Member(name.getBytes(StandardCharsets.UTF_8));
    }

    int length() {
        return steps.size();
    }

    Step step(int index) {
        return steps.get(index);
    }
}
