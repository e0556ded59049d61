package dev.asof.online.state.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * The process that has an online store open.
 *
 * @param pid its process id
 * @param host the machine it runs on
 * @param address where it answers, as {@code host:port}; empty if it serves nothing
 * @param startedAt when it opened the store
 */
public record StoreOwner(long pid, String host, Optional<String> address, Instant startedAt) {
    private static final String FILE_NAME = "OWNER";

    /** This process, which serves nothing yet. */
    public static StoreOwner thisProcess(Instant now) {
        return new StoreOwner(ProcessHandle.current().pid(), hostName(), Optional.empty(), now);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /**
     * Who the store in {@code folder} says has it open. The process may be gone: a killed one cannot take its name
     * away. Empty if the store was closed in order, or there is none.
     */
    public static Optional<StoreOwner> of(Path folder) {
        try {
            return parse(Files.readString(folder.resolve(FILE_NAME), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The same owner, answering at {@code hostAndPort}. */
    public StoreOwner at(String hostAndPort) {
        return new StoreOwner(pid, host, Optional.of(hostAndPort), startedAt);
    }

    /** For messages. */
    public String describe() {
        return "process " + pid + " on " + host
                + address.map(at -> ", which answers at " + at).orElse("") + ", since " + startedAt;
    }

    void write(Path folder) throws IOException {
        Path partial = folder.resolve(FILE_NAME + ".partial");
        String text = pid + "\n" + host + "\n" + address.orElse("") + "\n" + startedAt + "\n";
        Files.writeString(partial, text, StandardCharsets.UTF_8);
        Files.move(
                partial,
                folder.resolve(FILE_NAME),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    static void remove(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(FILE_NAME));
    }

    private static Optional<StoreOwner> parse(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length < 4) {
            return Optional.empty();
        }
        try {
            return Optional.of(new StoreOwner(
                    Long.parseLong(lines[0]),
                    lines[1],
                    lines[2].isEmpty() ? Optional.empty() : Optional.of(lines[2]),
                    Instant.parse(lines[3])));
        } catch (NumberFormatException | DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
