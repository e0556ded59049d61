package dev.asof.registry.erasure;

import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of tombstones, of which only their key tells whether it is as it was written; {@link ErasureFolder} says what is in it.
 *
 * @param file for messages
 * @param lines without the first one, which says the format, and the last one, which seals it
 */
record TombstonesText(Path file, String text, List<String> lines) {
    private static final String FORMAT = "asof tombstones, format 5";

    /** Has no seal, so that nobody can tell whether lines are missing; it gets one when it is written next. */
    private static final String UNSEALED_FORMAT = "asof tombstones, format 4";

    private static final String SEAL = "seal ";
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) (done|unfinished|[0-9a-f]{64})");

    /** What is written of tombstones. */
    static String of(Tombstones tombstones) {
        StringBuilder lines = new StringBuilder(FORMAT).append('\n');
        tombstones
                .byHash()
                .forEach((hash, progress) -> lines.append(hash)
                        .append(' ')
                        .append(progress.name().toLowerCase(Locale.ROOT))
                        .append('\n'));
        tombstones
                .ways()
                .forEach((step, places) -> places.forEach(
                        place -> lines.append(step).append(' ').append(place).append('\n')));
        return sealed(lines.toString(), tombstones);
    }

    /** What is written of none, under the key of these. */
    static String ofNobody(Tombstones tombstones) {
        return sealed(FORMAT + "\n", tombstones);
    }

    private static String sealed(String lines, Tombstones tombstones) {
        return lines + SEAL + tombstones.seal(lines) + "\n";
    }

    /** @throws AsofException UNSUPPORTED_FORMAT_VERSION, or CORRUPT_DATA if its end is missing */
    static TombstonesText read(Path file) throws IOException {
        String text = Files.readString(file);
        List<String> lines = text.lines().toList();
        return new TombstonesText(
                file,
                text,
                switch (lines.isEmpty() ? "" : lines.getFirst()) {
                    case FORMAT -> {
                        if (!lines.getLast().startsWith(SEAL)) {
                            throw ErasureFolder.damaged(file, "its end is missing");
                        }
                        yield lines.subList(1, lines.size() - 1);
                    }
                    case UNSEALED_FORMAT -> lines.subList(1, lines.size());
                    default ->
                        throw new AsofException(
                                ErrorCode.UNSUPPORTED_FORMAT_VERSION,
                                "Cannot read " + file + ": this build knows '" + FORMAT
                                        + "'. Use the build of Asof that wrote it.");
                });
    }

    boolean isOfNobody() {
        return lines.isEmpty();
    }

    /**
     * The tombstones.
     *
     * @throws AsofException CORRUPT_DATA if the file, or the key, is not as it was written
     */
    Tombstones under(byte[] key) {
        Tombstones tombstones = parsed(key);
        if (text.startsWith(FORMAT) && !text.equals(sealed(text.substring(0, text.lastIndexOf(SEAL)), tombstones))) {
            throw ErasureFolder.damaged(file, "it, or the key beside it, is not as it was written");
        }
        return tombstones;
    }

    private Tombstones parsed(byte[] key) {
        Map<String, Tombstones.Progress> byHash = new TreeMap<>();
        Map<String, Set<String>> ways = new TreeMap<>();
        for (String line : lines) {
            Matcher parts = LINE.matcher(line);
            if (!parts.matches()) {
                throw ErasureFolder.damaged(file, "no tombstone: '" + line + "'");
            }
            switch (parts.group(2)) {
                case "done" -> byHash.put(parts.group(1), Tombstones.Progress.DONE);
                case "unfinished" -> byHash.put(parts.group(1), Tombstones.Progress.UNFINISHED);
                default ->
                    ways.computeIfAbsent(parts.group(1), each -> new TreeSet<>())
                            .add(parts.group(2));
            }
        }
        return new Tombstones(key, byHash, ways);
    }
}
