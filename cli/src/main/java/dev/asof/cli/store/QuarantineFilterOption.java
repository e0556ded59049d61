package dev.asof.cli.store;

import dev.asof.cli.console.Words;
import dev.asof.cli.context.TimeText;
import dev.asof.registry.compute.event.Violation;
import dev.asof.registry.diagnostic.Quoted;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.quarantine.QuarantineFilter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
            description = "Only rows that break a promise of this kind: type, null, min, max, one_of, utf8 or late.")
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
                Optional.ofNullable(reason).map(QuarantineFilterOption::reason),
                micros(since),
                micros(until));
    }

    private static Violation.Reason reason(String text) {
        List<Violation.Reason> reasons = Arrays.asList(Violation.Reason.values());
        return reasons.stream()
                .filter(each -> Words.of(each).equals(text))
                .findFirst()
                .orElseThrow(() -> new AsofException(
                        ErrorCode.INVALID_ARGUMENT,
                        "Cannot look for rows with reason " + Quoted.of(text) + ": the reasons are "
                                + String.join(
                                        ", ", reasons.stream().map(Words::of).toList()) + "."));
    }

    private static OptionalLong micros(@Nullable String time) {
        return time == null ? OptionalLong.empty() : OptionalLong.of(TimeText.parseMicros(time));
    }
}
