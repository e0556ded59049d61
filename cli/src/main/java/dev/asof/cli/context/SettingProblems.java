package dev.asof.cli.context;

import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Tells all that is wrong with settings at once. */
public final class SettingProblems {
    private SettingProblems() {}

    /**
     * Reads all.
     *
     * @throws AsofException INVALID_ARGUMENT with what each says that fails for an argument, a line each
     */
    public static void requireNone(List<Runnable> readings) {
        Set<String> problems = new LinkedHashSet<>();
        for (Runnable reading : readings) {
            try {
                reading.run();
            } catch (AsofException e) {
                if (e.code() != ErrorCode.INVALID_ARGUMENT) {
                    throw e;
                }
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        if (!problems.isEmpty()) {
            throw new AsofException(ErrorCode.INVALID_ARGUMENT, String.join("\n", problems));
        }
    }
}
