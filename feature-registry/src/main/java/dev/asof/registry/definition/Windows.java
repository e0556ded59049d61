package dev.asof.registry.definition;

import dev.asof.registry.compute.window.Window;
import dev.asof.registry.diagnostic.Problems;
import dev.asof.registry.diagnostic.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The readers of windows. */
final class Windows {
    /** A span, {@code unbounded} or {@code {session: gap}}. */
    static final ValueReader<Window> WINDOW = Windows::window;

    /** A list of different spans, {@code unbounded} among them or not. */
    static final ValueReader<List<Named>> SERIES = Windows::series;

    private Windows() {}

    /** A window of a series, with what it adds to the feature's name. */
    record Named(String name, Window window) {}

    private static Optional<Window> window(YamlNode node, Problems problems) {
        if (node instanceof YamlNode.Mapping mapping) {
            MappingReader reader = MappingReader.open(mapping, Shape.WINDOW, problems);
            return reader.require("session", Values.SPAN).map(Window.Session::new);
        }
        return Values.scalar(node, problems).flatMap(scalar -> spanOrUnbounded(scalar, problems));
    }

    private static Optional<Window> spanOrUnbounded(YamlNode.Scalar scalar, Problems problems) {
        return scalar.text().equals("unbounded")
                ? Optional.of(new Window.Unbounded())
                : Values.SPAN.read(scalar, problems).map(Window.Sliding::new);
    }

    private static Optional<List<Named>> series(YamlNode node, Problems problems) {
        List<Named> series = new ArrayList<>();
        for (YamlNode item : Values.items(node)) {
            Optional<Named> window = named(item, problems);
            if (window.isEmpty()) {
                return Optional.empty();
            }
            Optional<Named> same = series.stream()
                    .filter(other -> other.window().equals(window.get().window()))
                    .findFirst();
            same.ifPresentOrElse(
                    other -> problems.report(
                            item.place(), "window " + Quoted.of(other.name()) + " stands twice in the series"),
                    () -> series.add(window.get()));
        }
        if (series.isEmpty()) {
            problems.report(node.place(), "a series has at least one window, such as [1d, 7d]");
        }
        return series.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(series));
    }

    private static Optional<Named> named(YamlNode item, Problems problems) {
        if (!(item instanceof YamlNode.Scalar scalar)) {
            problems.report(
                    item.place(),
                    "a series has spans and unbounded, not " + item.describe()
                            + "; write that as a feature of its own");
            return Optional.empty();
        }
        return spanOrUnbounded(scalar, problems).map(window -> new Named(scalar.text(), window));
    }
}
