package dev.asof.registry.repository;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an unfinished file that says which process writes it: {@code .NAME.PROCESS-NUMBER.tmp}. So two that write the same file don't
 * come in each other's way, and what a process left that is no more can be told from what one is writing. Thread-safe.
 */
final class OwnedName {
    private static final Pattern END = Pattern.compile("([0-9]{1,18})-[0-9a-f]{8}\\.tmp");
    private static final long THIS_PROCESS = ProcessHandle.current().pid();

    /** Those that this process writes: an earlier one may have had the same number, as it is always 1 in a container. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private OwnedName() {}

    /** A new name for the unfinished {@code target}; to be {@linkplain #release released}. */
    static Path beside(Path target) {
        String number = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        Path name = target.resolveSibling(start(target) + THIS_PROCESS + "-" + number + ".tmp");
        OWN.add(name);
        return name;
    }

    static void release(Path name) {
        OWN.remove(name);
    }

    /** Removes the unfinished files of {@code target} that nobody writes any more. */
    static void removeLeftOvers(Path target) throws IOException {
        String start = start(target);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                target.resolveSibling(""), file -> file.getFileName().toString().startsWith(start))) {
            for (Path file : files) {
                Matcher end = END.matcher(file.getFileName().toString().substring(start.length()));
                if (end.matches() && !isWritten(file, Long.parseLong(end.group(1)))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    private static String start(Path target) {
        return "." + target.getFileName() + ".";
    }

    private static boolean isWritten(Path file, long process) {
        return process == THIS_PROCESS
                ? OWN.contains(file)
                : ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false);
    }
}
