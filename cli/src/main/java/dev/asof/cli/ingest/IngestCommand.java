package dev.asof.cli.ingest;

import dev.asof.cli.client.AsofClient;
import dev.asof.cli.client.EventSchema;
import dev.asof.cli.console.Counts;
import dev.asof.cli.console.Progress;
import dev.asof.cli.console.Result;
import dev.asof.cli.context.Context;
import dev.asof.cli.context.ExitCode;
import dev.asof.cli.ingest.EventSender.RejectedEvent;
import dev.asof.cli.ingest.EventSender.Tally;
import dev.asof.cli.store.Reconnecting;
import dev.asof.cli.store.ServerOption;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code asof ingest}. */
@Command(
        name = "ingest",
        description = "Send events to a running server. What is accepted is durable, and no event counts twice.",
        footer = {
            "",
            "Events are numbered in the order of the file, per producer. The default producer is named by the",
            "file's content, so that sending a file again after any failure changes nothing. With --producer,",
            "the file or pipe is all that this producer ever sent, from its first event on: what the server took",
            "before is passed over.",
            "",
            "A file with a malformed line is refused before anything is sent. A pipe stops at a malformed line;",
            "what came before it is in. An event that breaks the source's contract is reported, and the others",
            "are accepted; then the exit code is 1, unless the source drops such events.",
            "",
            "In NDJSON lists and maps stand as arrays and objects, or as text that holds such JSON.",
            "",
            "A server that goes away meanwhile is waited for, for a minute.",
            "",
            "Examples:",
            "  asof ingest payments today.parquet",
            "  asof ingest payments today.csv --server features.internal:7450",
            "  tail -n +1 -f payments.ndjson | asof ingest payments - --producer till-7"
        })
public final class IngestCommand implements Callable<Integer> {
    private static final String PIPE = "-";
    private static final int PRODUCER_DIGITS = 32;

    private final Context context;

    @Parameters(index = "0", paramLabel = "SOURCE", description = "The source that the events belong to.")
    @SuppressWarnings("NullAway.Init")
    private String source;

    @Parameters(
            index = "1",
            paramLabel = "FILE|-",
            description = "Parquet, Arrow IPC, CSV with a head line, or NDJSON; '-' reads NDJSON from standard input.")
    @SuppressWarnings("NullAway.Init")
    private String input;

    @Option(
            names = "--producer",
            paramLabel = "ID",
            description = "Who sends these events; named by the file's content if not given.")
    private @Nullable String producer;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "parquet, arrow, csv or ndjson; told by the file's name if not given.")
    private @Nullable EventFormat format;

    @Mixin
    private final ServerOption server = new ServerOption();

    public IngestCommand(Context context) {
        this.context = context;
    }

    /**
     * What became of the events: accepted + passedOver + duplicates + dropped + rejected = events.
     *
     * @param passedOver whose numbers the server had taken from this producer before: not sent, and not compared
     * @param duplicates that were sent, and there before
     * @param placeName what {@code rejections.place} counts: {@code line}, from 1, or {@code row}, from 0
     */
    record Ingested(
            String source,
            String producer,
            long events,
            long accepted,
            long passedOver,
            long duplicates,
            long dropped,
            long rejected,
            String placeName,
            List<RejectedEvent> rejections)
            implements Result {

        static Ingested of(String source, String producer, String placeName, Tally tally) {
            return new Ingested(
                    source,
                    producer,
                    tally.events(),
                    tally.accepted(),
                    tally.passedOver(),
                    tally.duplicates(),
                    tally.dropped(),
                    tally.rejected(),
                    placeName,
                    tally.rejections());
        }

        @Override
        public void print(PrintStream out) {
            out.println(source + ": " + Counts.counted(events, "event") + ": "
                    + Counts.grouped(accepted) + " accepted"
                    + Counts.part(passedOver, "sent before")
                    + Counts.part(duplicates, "there before")
                    + Counts.part(dropped, "dropped")
                    + Counts.part(rejected, "rejected"));
            for (RejectedEvent event : rejections) {
                event.violations()
                        .forEach(violation -> out.println("  " + placeName + " " + event.place() + ", "
                                + event.disposition() + ": " + violation.column() + ": " + violation.message()));
            }
            long unlisted = dropped + rejected - rejections.size();
            if (unlisted > 0) {
                out.println("  and " + Counts.grouped(unlisted) + " more");
            }
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (Reconnecting connection = new Reconnecting(context, server)) {
            SourceColumns columns =
                    SourceColumns.of(source, describe(connection, "").columns());
            return input.equals(PIPE) ? ingestPipe(connection, columns) : ingestFile(connection, columns);
        }
    }

    private int ingestFile(Reconnecting connection, SourceColumns columns) throws IOException, InterruptedException {
        Path path = context.resolve(Path.of(input));
        if (!Files.isRegularFile(path)) {
            throw new AsofException(ErrorCode.UNKNOWN_NAME, "Cannot read " + path + ": there is no such file.");
        }
        EventFile file = new EventFile(path, format == null ? EventFormat.of(path) : format, columns);
        EventFile.Content content = file.inspect();
        String name = producer == null ? "file-" + content.sha256().substring(0, PRODUCER_DIGITS) : producer;
        try (EventReader reader = file.open()) {
            return send(
                    connection, name, reader, content.events(), file.format().placeName());
        }
    }

    private int ingestPipe(Reconnecting connection, SourceColumns columns) throws IOException, InterruptedException {
        if (format != null && format != EventFormat.NDJSON) {
            throw new AsofException(
                    ErrorCode.INVALID_ARGUMENT, "Cannot read standard input in this format: it is always NDJSON.");
        }
        String name = producer == null ? "pipe-" + UUID.randomUUID() : producer;
        if (producer == null) {
            context.remark("The producer of this pipe is " + name
                    + ": to send it again after a failure, name it with --producer.");
        }
        try (EventReader reader = EventFile.ofPipe(context.terminal().in(), columns)) {
            return send(connection, name, reader, 0, EventFormat.NDJSON.placeName());
        }
    }

    private int send(Reconnecting connection, String name, EventReader reader, long total, String placeName)
            throws IOException, InterruptedException {
        long lastSequence = describe(connection, name).lastSequence();
        EventSender sender = new EventSender(connection::client, IngestCommand::pause, source, name);
        try (Progress progress = context.progress()) {
            sender.send(reader, lastSequence, done -> progress.update("ingesting " + source, done, total));
        } catch (Exception e) {
            if (sender.tally().events() > 0) {
                context.remark(Counts.counted(sender.tally().events(), "event") + " of producer " + name
                        + " got through. Sent again, it changes nothing, and the rest follows.");
            }
            throw e;
        }
        Tally tally = sender.tally();
        if (producer != null && tally.passedOver() > 0) {
            context.remark("Producer " + name + " had sent " + Counts.counted(tally.passedOver(), "event")
                    + " before; so many were passed over from the first on, whatever is in them. If they are others,"
                    + " send them as another --producer.");
        }
        context.show(Ingested.of(source, name, placeName, tally));
        return tally.rejected() == 0 ? ExitCode.DONE : ExitCode.FOUND;
    }

    private EventSchema describe(Reconnecting connection, String producerId) {
        AsofClient client = connection.client();
        return client.describeSource(source, producerId);
    }

    private static void pause(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
    }
}
