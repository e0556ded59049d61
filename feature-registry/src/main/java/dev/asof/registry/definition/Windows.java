package dev.asof.registry.definition;

import dev.asof.registry.catalog.WindowText;
import dev.asof.registry.compute.window.CalendarUnit;
import dev.asof.registry.compute.window.Turn;
import dev.asof.registry.compute.window.Window;
import dev.asof.registry.compute.zone.NamedZone;
import dev.asof.registry.diagnostic.Problems;
import dev.asof.registry.diagnostic.Quoted;
import dev.asof.registry.error.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The readers of windows. */
final class Windows {
    private static final List<String> SHAPES = List.of("session", "tumbling", "calendar");

    /** A span, {@code unbounded}, {@code {session: gap}}, {@code {tumbling: length}} or {@code {calendar: unit, zone: name}}. */
    static final ValueReader<Window> WINDOW = Windows::window;

    /** A list of different spans, {@code unbounded} among them or not. */
    static final ValueReader<List<Named>> SERIES = Windows::series;

    /** The windows of one series. */
    private static final int MAX_SERIES = 100;

    private Windows() {}

    /** A window of a series, with what it adds to the feature's name. */
    record Named(String name, Window window) {}

    private static Optional<Window> window(YamlNode node, Problems problems) {
        if (node instanceof YamlNode.Mapping mapping) {
            return shaped(MappingReader.open(mapping, Shape.WINDOW, problems));
        }
        return Values.scalar(node, problems).flatMap(scalar -> spanOrUnbounded(scalar, problems));
    }

    /** A window that is written as a mapping. */
    private static Optional<Window> shaped(MappingReader reader) {
        List<String> shapes = SHAPES.stream().filter(reader::has).toList();
        if (shapes.size() != 1) {
            reader.problems()
                    .report(
                            reader.place(),
                            "a window is one of {session: 30m}, {tumbling: 6h} and {calendar: day, zone: Europe/Berlin}");
            return Optional.empty();
        }
        boolean isCalendar = shapes.contains("calendar");
        if (reader.has("zone") && !isCalendar) {
            reader.problems().report(reader.placeOf("zone"), "a zone belongs to a calendar window");
        }
        return switch (shapes.getFirst()) {
            case "session" -> reader.read("session", Values.SPAN).map(Window.Session::new);
            case "tumbling" -> reader.read("tumbling", Windows::tumbling);
            default -> calendar(reader);
        };
    }

    private static Optional<Window> tumbling(YamlNode node, Problems problems) {
        return Values.scalar(node, problems)
                .flatMap(scalar -> Values.SPAN
                        .read(
                                new YamlNode.Scalar(
                                        WindowText.withoutTurn(scalar.text()),
                                        scalar.form(),
                                        scalar.place(),
                                        scalar.end()),
                                problems)
                        .map(length -> new Window.Tumbling(length, WindowText.turnOf(scalar.text()))));
    }

    private static Optional<Window> calendar(MappingReader reader) {
        Optional<CalendarUnit> unit = reader.read("calendar", Windows::unit);
        Optional<NamedZone> zone = reader.read("zone", Zones.ZONE);
        if (!reader.has("zone")) {
            reader.problems()
                    .report(
                            reader.place(),
                            "a calendar window needs the key 'zone', such as {calendar: day, zone: Europe/Berlin}");
        }
        Optional<Turn> turn = reader.read("calendar", Values.TEXT).map(WindowText::turnOf);
        return unit.isPresent() && zone.isPresent() && turn.isPresent()
                ? Optional.of(new Window.Calendar(unit.get(), turn.get(), zone.get()))
                : Optional.empty();
    }

    private static Optional<CalendarUnit> unit(YamlNode node, Problems problems) {
        Optional<YamlNode.Scalar> scalar = Values.scalar(node, problems);
        Optional<CalendarUnit> unit = scalar.flatMap(text -> CalendarUnit.named(WindowText.withoutTurn(text.text())));
        if (scalar.isPresent() && unit.isEmpty()) {
            List<String> units = Stream.of(CalendarUnit.values())
                    .map(CalendarUnit::displayName)
                    .toList();
            problems.report(
                    node.place(),
                    () -> Quoted.of(scalar.get().text()) + " is no period of the calendar: write "
                            + String.join(", ", units) + ", or one after 'previous '."
                            + NearestName.hint(
                                    units, WindowText.withoutTurn(scalar.get().text())));
        }
        return unit;
    }

    private static Optional<Window> spanOrUnbounded(YamlNode.Scalar scalar, Problems problems) {
        return scalar.text().equals("unbounded")
                ? Optional.of(new Window.Unbounded())
                : Values.SPAN.read(scalar, problems).map(Window.Sliding::new);
    }

    private static Optional<List<Named>> series(YamlNode node, Problems problems) {
        List<Named> series = new ArrayList<>();
        List<YamlNode> items = Values.items(node);
        if (items.size() > MAX_SERIES) {
            problems.report(
                    node.place(), "a series has at most " + MAX_SERIES + " windows, this one has " + items.size());
            return Optional.empty();
        }
        for (YamlNode item : items) {
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
