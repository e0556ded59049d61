package dev.asof.benchmark.serving;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the benchmark of serving is told.
 *
 * @param entities how many there are
 * @param turns how often everything is measured
 * @param seconds how long each measurement takes
 * @param rate requests a second of the open loop
 * @param warmUp seconds for which each server is asked before it is measured
 * @param folder where data and logs go
 * @param liveBatch how many events a batch has of those that are ingested beside lookups
 * @param asof the command, of which only packed libraries start as fast as they do for users
 */
record Options(
        int entities,
        int turns,
        double seconds,
        double rate,
        double warmUp,
        int liveBatch,
        Path folder,
        Path asof,
        List<String> variants,
        List<String> parts) {

    static Options parse(String[] arguments) {
        Map<String, String> given = new LinkedHashMap<>(Map.of(
                "--entities", "2000000",
                "--turns", "5",
                "--seconds", "5",
                "--rate", "12000",
                "--warm-up", "10",
                "--live-batch", "50",
                "--folder",
                        Path.of(System.getProperty("java.io.tmpdir"), "asof-serving")
                                .toString(),
                "--asof", Path.of("asof").toAbsolutePath().toString(),
                "--variants", "no-op,asof,redis",
                "--parts", "comparison,overload"));
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            if (given.replace(arguments[i], arguments[i + 1]) == null) {
                throw new IllegalArgumentException("There is no option " + arguments[i] + ", but " + given.keySet());
            }
        }
        return new Options(
                Integer.parseInt(given.get("--entities")),
                Integer.parseInt(given.get("--turns")),
                Double.parseDouble(given.get("--seconds")),
                Double.parseDouble(given.get("--rate")),
                Double.parseDouble(given.get("--warm-up")),
                Integer.parseInt(given.get("--live-batch")),
                Path.of(given.get("--folder")),
                Path.of(given.get("--asof")),
                List.of(given.get("--variants").split(",")),
                List.of(given.get("--parts").split(",")));
    }

    /** The repository with {@link ServingData}. */
    Path data() {
        return folder.resolve("entities-" + entities);
    }
}
