package dev.asof.cli.lookup;

import dev.asof.cli.client.Answer;
import dev.asof.cli.client.AsofClient;
import dev.asof.cli.client.ServiceDescription;
import dev.asof.cli.console.Result;
import dev.asof.cli.console.TextTable;
import dev.asof.cli.console.TextTable.Align;
import dev.asof.cli.console.Words;
import dev.asof.cli.context.Context;
import dev.asof.cli.context.ExitCode;
import dev.asof.cli.context.KeyTexts;
import dev.asof.cli.context.TimeText;
import dev.asof.cli.registry.ServiceName;
import dev.asof.cli.registry.ServiceOption;
import dev.asof.cli.store.ServerOption;
import dev.asof.online.lookup.QuestionTimes;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.Value;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.diagnostic.Quoted;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code asof get}. */
@Command(
        name = "get",
        description = "Ask a running server for the values of a feature service.",
        footer = {
            "",
            "Examples:",
            "  asof get --service churn@3 customer_id=17850",
            "  asof get --service churn@3 customer_id=17850 amount=12.50",
            "  asof get --service churn customer_id=17850 --as-of 2026-03-01T12:00:00Z --json",
            "",
            "The answer says which times it used; asked again with them, it is the same, whatever came in since."
        })
public final class GetCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private final ServiceOption service = new ServiceOption();

    @Parameters(paramLabel = "KEY=VALUE", arity = "1..*", description = "The entity's keys and the request columns.")
    @SuppressWarnings("NullAway.Init")
    private List<String> keys;

    @Option(names = "--as-of", paramLabel = "TIME", description = "The time asked about; now if not given.")
    private @Nullable String asOf;

    @Option(
            names = "--known-at",
            paramLabel = "TIME",
            description = "When an event must have arrived; the time asked about if not given.")
    private @Nullable String knownAt;

    @Option(
            names = "--accepted-by",
            paramLabel = "TIME",
            description = "When the server must have accepted an event; no bound if not given.")
    private @Nullable String acceptedBy;

    @Mixin
    private final ServerOption server = new ServerOption();

    public GetCommand(Context context) {
        this.context = context;
    }

    /**
     * What the server answered.
     *
     * @param service with the version that was used
     * @param keys as they were asked
     */
    record Lookup(
            String service,
            Map<String, String> keys,
            Instant asOf,
            Instant knownAt,
            Instant acceptedBy,
            List<FeatureValue> features)
            implements Result {

        @Override
        public void print(PrintStream out) {
            List<String> asked = new ArrayList<>();
            keys.forEach((name, value) -> asked.add(name + "=" + value));
            out.println(service + " of " + String.join(", ", asked) + " as of " + asOf
                    + (knownAt.equals(asOf) ? "" : ", known at " + knownAt));
            TextTable table = TextTable.of(Align.LEFT, Align.LEFT, Align.LEFT, Align.LEFT);
            table.row("FEATURE", "VALUE", "STATUS", "EVENT TIME");
            for (FeatureValue feature : features) {
                table.row(
                        feature.name,
                        ShownValues.text(feature.value.orElse(null)),
                        feature.status,
                        feature.eventTime.map(Instant::toString).orElse(""));
            }
            table.print(out, "  ");
            out.println("accepted by " + acceptedBy);
        }
    }

    /** The value of a feature, empty where there is none. */
    record FeatureValue(String name, String ref, Optional<Object> value, String status, Optional<Instant> eventTime) {}

    @Override
    public Integer call() {
        ServiceName asked = ServiceName.parse(service.text());
        Map<String, String> given = KeyTexts.parse(keys);
        QuestionTimes times = new QuestionTimes(time(asOf), time(knownAt), time(acceptedBy));
        try (AsofClient client = server.connect(context)) {
            ServiceDescription description = client.describeService(asked.name(), asked.version());
            requireColumns(description, given);
            Answer answer = client.get(asked.name(), asked.version(), row(given), times);
            context.show(new Lookup(
                    answer.versioned(),
                    given,
                    TimeText.of(QuestionTimes.at(answer.times().asOf(), 0)),
                    TimeText.of(QuestionTimes.at(answer.times().knownAt(), 0)),
                    TimeText.of(QuestionTimes.at(answer.times().acceptedBy(), 0)),
                    answer.features().stream().map(GetCommand::value).toList()));
        }
        return ExitCode.DONE;
    }

    private static FeatureValue value(Answer.FeatureColumn feature) {
        long[] eventTimes = feature.eventTimes();
        boolean hasEvent = eventTimes.length > 0 && eventTimes[0] != FeatureValues.NO_EVENT;
        return new FeatureValue(
                feature.name(),
                feature.ref(),
                Optional.ofNullable(ShownValues.json(feature.values(), 0)),
                Words.of(feature.statuses().getFirst()),
                hasEvent ? Optional.of(TimeText.of(eventTimes[0])) : Optional.empty());
    }

    private static void requireColumns(ServiceDescription service, Map<String, String> given) {
        Map<String, DataType> needed = new LinkedHashMap<>();
        service.keys().forEach(key -> needed.put(key.name(), key.type()));
        service.request().forEach(column -> needed.put(column.name(), column.type()));
        List<String> problems = new ArrayList<>();
        given.keySet().stream()
                .filter(name -> !needed.containsKey(name))
                .forEach(name -> problems.add(
                        "it has no key " + Quoted.of(name) + ", but " + String.join(", ", needed.keySet())));
        String missing = needed.entrySet().stream()
                .filter(column -> !given.containsKey(column.getKey()))
                .map(column -> column.getKey() + "=... (" + column.getValue().displayName() + ")")
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            problems.add("it also needs " + missing);
        }
        if (!problems.isEmpty()) {
            throw new AsofException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Cannot ask " + service.versioned() + ": " + String.join("; ", problems) + ".");
        }
    }

    /** The row as text, which the server reads as the keys' types. */
    private static ColumnBatch row(Map<String, String> given) {
        List<Field> fields = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        given.forEach((name, text) -> {
            fields.add(new Field(name, ScalarType.STRING));
            columns.add(Value.ofText(text).repeat(1));
        });
        return new ColumnBatch(new Schema(fields), columns, 1);
    }

    private static long[] time(@Nullable String text) {
        return text == null ? new long[0] : new long[] {TimeText.parseMicros(text)};
    }
}
