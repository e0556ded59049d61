package dev.asof.online.access;

import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.ContentHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lines of a file of tokens, as they are read; what is wrong with them is told all at once, and without a token. One thread's. */
final class TokenLines {
    private static final int SHORTEST_TOKEN = 16;

    private final Path file;
    private final Map<String, Standing> byHash = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    /** What a token is, and since which line. */
    private record Standing(Role role, int line) {}

    private TokenLines(Path file) {
        this.file = file;
    }

    /**
     * The roles of the tokens, by their hashes.
     *
     * @throws AsofException INVALID_ARGUMENT if a line is not {@code role token}, or a token has two roles
     */
    static Map<String, Role> read(Path file) throws IOException {
        TokenLines lines = new TokenLines(file);
        List<String> texts = Files.readAllLines(file, StandardCharsets.UTF_8);
        for (int i = 0; i < texts.size(); i++) {
            lines.take(texts.get(i).strip(), i + 1);
        }
        return lines.roles();
    }

    static String hash(String token) {
        return ContentHash.ofBytes(token.getBytes(StandardCharsets.UTF_8));
    }

    private void take(String text, int line) {
        if (text.isEmpty() || text.startsWith("#")) {
            return;
        }
        String[] parts = text.split("\\s+");
        Optional<Role> role = Role.of(parts[0]);
        if (parts.length != 2 || role.isEmpty() || parts[1].length() < SHORTEST_TOKEN) {
            problem(
                    line,
                    "write 'read', 'write' or 'admin', a space and a token of at least " + SHORTEST_TOKEN
                            + " characters.");
        } else {
            take(parts[1], role.get(), line);
        }
    }

    private void take(String token, Role role, int line) {
        Standing before = byHash.putIfAbsent(hash(token), new Standing(role, line));
        if (before != null && before.role() != role) {
            problem(
                    line,
                    "its token is of the role '" + before.role().text() + "' in line " + before.line() + ", and of '"
                            + role.text() + "' here. Keep one of the lines.");
        }
    }

    private void problem(int line, String what) {
        problems.add("Cannot use " + file + ", line " + line + ": " + what);
    }

    private Map<String, Role> roles() {
        if (!problems.isEmpty()) {
            throw new AsofException(ErrorCode.INVALID_ARGUMENT, String.join("\n", problems));
        }
        Map<String, Role> roles = new HashMap<>();
        byHash.forEach((hash, standing) -> roles.put(hash, standing.role()));
        return roles;
    }
}
