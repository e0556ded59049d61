package dev.asof.cli.store;

import dev.asof.cli.console.Words;
import dev.asof.cli.context.TimeText;
import dev.asof.registry.compute.event.Violation;
import dev.asof.registry.diagnostic.Quoted;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.quarantine.QuarantineFilter;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which rows of the quarantine a command is about. */
final class QuarantineFilterOption {
    @Option(names = "--source", paramLabel = "NAME", description = "Only the rows of this source.")
    private @Nullable String source;

    @Option(names = "--column", paramLabel = "NAME", description = "Only rows of which this column breaks a promise.")
    private @Nullable String column;

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            completionCandidates = Reasons.class,
            description = "Only rows that break a promise of this kind: ${COMPLETION-CANDIDATES}.")
    private @Nullable String reason;

    @Option(names = "--since", paramLabel = "TIME", description = "Only rows that were put aside then or later.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Only rows that were put aside then or earlier.")
    private @Nullable String until;

    /** @throws AsofException INVALID_ARGUMENT */
    QuarantineFilter read() {
        return new QuarantineFilter(
                Optional.ofNullable(source),
                Optional.ofNullable(column),
                Optional.ofNullable(reason).map(Reasons::of),
                micros(since),
                micros(until));
    }

    /** What rows are kept aside for, as it is written: all but an erased entity, whose rows are not kept. */
    static final class Reasons implements Iterable<String> {
        private static final Map<String, Violation.Reason> BY_WORD =
                EnumSet.complementOf(EnumSet.of(Violation.Reason.ERASED)).stream()
                        .collect(Collectors.toMap(
                                Words::of, Function.identity(), (one, same) -> one, LinkedHashMap::new));

        @Override
        public Iterator<String> iterator() {
            return BY_WORD.keySet().iterator();
        }

        static Violation.Reason of(String text) {
            Violation.Reason reason = BY_WORD.get(text);
            if (reason == null) {
                throw new AsofException(
                        ErrorCode.INVALID_ARGUMENT,
                        "Cannot look for rows with reason " + Quoted.of(text) + ": the reasons are "
                                + String.join(", ", BY_WORD.keySet()) + ".");
            }
            return reason;
        }
    }

    private static OptionalLong micros(@Nullable String time) {
        return time == null ? OptionalLong.empty() : OptionalLong.of(TimeText.parseMicros(time));
    }
}
