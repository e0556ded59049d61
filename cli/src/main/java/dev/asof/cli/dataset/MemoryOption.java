package dev.asof.cli.dataset;

import dev.asof.offline.dataset.BuildSettings;
import dev.asof.registry.diagnostic.Quoted;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The option of how much memory an offline build uses. The launcher reads it as well: a JVM's heap is bounded when it
 * starts.
 */
final class MemoryOption {
    private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,6})(m|g)b?");
    private static final long LEAST_BYTES = 64L << 20;

    private static final long BYTES_PER_THREAD = 80L << 20;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description =
                    "How much memory to use, such as 2GB or 512MB, besides the 250 MB or so that a JVM takes for itself;"
                            + " a quarter of the machine's if not given. What doesn't fit is kept in .asof/spill"
                            + " meanwhile. The result is the same.")
    @Nullable
    String memory;

    /** Settings with what is given. */
    BuildSettings of(BuildSettings settings) {
        OptionalLong bytes = bytes();
        return bytes.isPresent()
                ? settings.withMemoryBytes(bytes.getAsLong()).withThreads(threads(bytes.getAsLong(), settings))
                : settings;
    }

    /** No more threads than have room for what each works on. */
    private static int threads(long bytes, BuildSettings settings) {
        return (int) Math.clamp(bytes / BYTES_PER_THREAD, 1, settings.threads());
    }

    /**
     * The number of bytes, if it is given.
     *
     * @throws AsofException {@code INVALID_ARGUMENT}
     */
    OptionalLong bytes() {
        if (memory == null) {
            return OptionalLong.empty();
        }
        Matcher size = SIZE.matcher(memory.toLowerCase(Locale.ROOT));
        if (size.matches()) {
            long bytes = Long.parseLong(size.group(1)) << (size.group(2).equals("g") ? 30 : 20);
            if (bytes >= LEAST_BYTES) {
                return OptionalLong.of(bytes);
            }
        }
        throw new AsofException(
                ErrorCode.INVALID_ARGUMENT,
                "Cannot use --memory " + Quoted.of(memory)
                        + ": it is not a size of at least 64MB, such as 512MB or 2GB.");
    }
}
