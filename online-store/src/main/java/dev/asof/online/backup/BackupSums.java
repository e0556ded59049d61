package dev.asof.online.backup;

import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.ContentHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of a backup and their hashes, as the file {@code SHA256SUMS} has them: a line a file, as {@code sha256sum} writes
 * and checks it.
 *
 * @param byPath the SHA-256 in hexadecimal digits by the path inside the backup, with slashes
 */
record BackupSums(Map<String, String> byPath) {
    static final String FILE_NAME = "SHA256SUMS";
    private static final String SEPARATOR = "  ";

    BackupSums {
        byPath = Map.copyOf(byPath);
    }

    /** Of the files that are there. */
    static BackupSums of(Path backup) throws IOException {
        Map<String, String> sums = new TreeMap<>();
        for (Path file : files(backup)) {
            sums.put(nameOf(backup, file), ContentHash.ofFile(file));
        }
        return new BackupSums(sums);
    }

    static List<Path> files(Path backup) throws IOException {
        try (Stream<Path> files = Files.walk(backup)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.equals(backup.resolve(FILE_NAME)))
                    .sorted()
                    .toList();
        }
    }

    static String nameOf(Path backup, Path file) {
        return backup.relativize(file).toString().replace('\\', '/');
    }

    /** As they are written down. */
    static BackupSums read(Path backup) throws IOException {
        Map<String, String> sums = new TreeMap<>();
        for (String line : Files.readAllLines(backup.resolve(FILE_NAME), StandardCharsets.UTF_8)) {
            int end = line.indexOf(SEPARATOR);
            if (end < 0) {
                throw new AsofException(
                        ErrorCode.CORRUPT_DATA,
                        "Cannot read backup " + backup + ": a line of " + FILE_NAME + " is not a hash and a path.");
            }
            sums.put(line.substring(end + SEPARATOR.length()), line.substring(0, end));
        }
        return new BackupSums(sums);
    }

    void write(Path backup) throws IOException {
        List<String> lines = new ArrayList<>();
        new TreeMap<>(byPath).forEach((path, sum) -> lines.add(sum + SEPARATOR + path));
        Files.write(backup.resolve(FILE_NAME), lines, StandardCharsets.UTF_8);
    }
}
