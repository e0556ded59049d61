package dev.asof.cli.store;

import dev.asof.cli.console.Counts;
import dev.asof.cli.console.Result;
import dev.asof.cli.console.TextTable;
import dev.asof.cli.console.TextTable.Align;
import dev.asof.cli.context.Context;
import dev.asof.cli.context.ExitCode;
import dev.asof.cli.context.KeyTexts;
import dev.asof.cli.context.TimeText;
import dev.asof.online.inspect.EntityReport;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code asof state show}. */
@Command(
        name = "show",
        description = "Show what the online store has of an entity: views, blocks, events, sizes.",
        footer = {
            "",
            "Events are shown as each view keeps them. 'next expiry' is when the next event leaves a window, or",
            "is too old for a latest, if nothing comes.",
            "",
            "Examples:",
            "  asof state show customer_id=17850",
            "  asof state show customer_id=17850 --events 100 --json"
        })
public final class StateShowCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(paramLabel = "KEY=VALUE", arity = "1..*", description = "The entity's keys.")
    @SuppressWarnings("NullAway.Init")
    private List<String> keys;

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many of the newest events of each view to show (default: ${DEFAULT-VALUE}).")
    private int events;

    @Mixin
    private final ServerOption server = new ServerOption();

    public StateShowCommand(Context context) {
        this.context = context;
    }

    /** What is stored, for each kind of entity with these keys. */
    record Shown(Map<String, String> keys, List<Entity> entities) implements Result {
        @Override
        public void print(PrintStream out) {
            entities.forEach(entity -> entity.print(out, keys));
        }
    }

    /** What is stored of an entity. */
    record Entity(String entity, long recordBytes, List<View> views) {
        static Entity of(EntityReport report) {
            return new Entity(
                    report.entity(),
                    report.recordBytes(),
                    report.views().stream().map(View::of).toList());
        }

        private void print(PrintStream out, Map<String, String> keys) {
            List<String> named = new ArrayList<>();
            keys.forEach((key, value) -> named.add(key + "=" + value));
            out.println(entity + " " + String.join(", ", named) + ": "
                    + (recordBytes == 0 ? "nothing is stored" : "a record of " + Counts.counted(recordBytes, "byte")));
            views.forEach(view -> view.print(out));
        }
    }

    /** What is stored of an entity in a view, and in the versions that mean the same. */
    record View(
            List<String> featureViews,
            List<String> sources,
            long recordBytes,
            long blocks,
            long blockBytes,
            long events,
            long eventsInBlocks,
            long notVisible,
            Optional<Instant> firstEventTime,
            Optional<Instant> lastEventTime,
            Optional<Instant> lastAcceptedAt,
            Optional<Instant> nextExpiry,
            List<Event> newestEvents) {

        static View of(EntityReport.ViewReport view) {
            return new View(
                    view.views(),
                    view.sources(),
                    view.recordBytes(),
                    view.blocks(),
                    view.blockBytes(),
                    view.events(),
                    view.eventsInBlocks(),
                    view.notVisible(),
                    TimeText.of(view.firstEventMicros()),
                    TimeText.of(view.lastEventMicros()),
                    TimeText.of(view.lastAcceptedMicros()),
                    TimeText.of(view.nextExpiryMicros()),
                    view.newest().stream().map(Event::of).toList());
        }

        private void print(PrintStream out) {
            out.println(String.join(", ", featureViews) + ", from " + String.join(", ", sources));
            out.println("  stored       " + Counts.counted(events, "event") + ", " + Counts.grouped(eventsInBlocks)
                    + " in " + Counts.counted(blocks, "block") + "; " + Counts.counted(recordBytes, "byte")
                    + " of the record, " + Counts.grouped(blockBytes) + " of blocks");
            if (notVisible > 0) {
                out.println(
                        "  not visible  " + Counts.counted(notVisible, "event") + " of a load that is not finished");
            }
            firstEventTime.ifPresent(time -> out.println("  first event  " + time));
            lastEventTime.ifPresent(time -> out.println("  last event   " + time));
            lastAcceptedAt.ifPresent(time -> out.println("  accepted     " + time));
            out.println("  next expiry  " + nextExpiry.map(Instant::toString).orElse("never"));
            TextTable table = TextTable.of(Align.LEFT, Align.LEFT, Align.LEFT, Align.LEFT, Align.LEFT);
            table.row("EVENT TIME", "ARRIVAL", "ACCEPTED", "IN", "VALUES");
            newestEvents.forEach(event -> table.row(
                    event.eventTime,
                    event.arrivalTime.map(Instant::toString).orElse(""),
                    event.acceptedAt.map(Instant::toString).orElse("not yet"),
                    event.inBlock ? "block" : "record",
                    event.text()));
            table.print(out, "    ");
        }
    }

    /** A stored event; its values as text, empty for null. */
    record Event(
            Instant eventTime,
            Optional<Instant> arrivalTime,
            Optional<Instant> acceptedAt,
            boolean inBlock,
            Map<String, Optional<String>> values) {

        static Event of(EntityReport.EventReport event) {
            return new Event(
                    TimeText.of(event.eventTimeMicros()),
                    TimeText.of(event.arrivalMicros()),
                    TimeText.of(event.acceptedAtMicros()),
                    event.inBlock(),
                    event.values());
        }

        private String text() {
            List<String> texts = new ArrayList<>();
            values.forEach((column, text) -> texts.add(column + "=" + text.orElse("null")));
            return String.join(" ", texts);
        }
    }

    @Override
    public Integer call() {
        if (events < 0) {
            throw new AsofException(
                    ErrorCode.INVALID_ARGUMENT, "Cannot show " + events + " events: --events is at least 0.");
        }
        Map<String, String> named = KeyTexts.parse(keys);
        try (StoreAccess store = StoreAccess.open(context, server)) {
            context.show(new Shown(
                    named, store.show(named, events).stream().map(Entity::of).toList()));
        }
        return ExitCode.DONE;
    }
}
