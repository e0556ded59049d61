package dev.asof.online.access;

import dev.asof.registry.diagnostic.FileProblem;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens that a server knows, in a file with lines of {@code role token}; what follows a {@code #} at the start of a line
 * is a remark. A changed file is read again within seconds; one that cannot be read leaves the tokens as they were. Only
 * hashes are kept, and looked up, so that how long it takes tells nothing of a token. Thread-safe.
 */
public final class TokenFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TokenFile.class);

    private final Path file;
    private volatile Content content;
    private final ChangedFiles changed;

    private record Content(FileTime changed, Map<String, Role> roles) {}

    private TokenFile(Path file) throws IOException {
        this.file = file;
        this.content = new Content(Files.getLastModifiedTime(file), TokenLines.read(file));
        this.changed = ChangedFiles.watch("The tokens", this::readChanged);
    }

    /**
     * Reads them.
     *
     * @throws AsofException IO_FAILED if it cannot be read, INVALID_ARGUMENT if a line is not {@code role token}, or a
     *     token has two roles
     */
    public static TokenFile open(Path file) {
        try {
            return new TokenFile(file);
        } catch (IOException e) {
            throw new AsofException(
                    ErrorCode.IO_FAILED, "Cannot read the tokens in " + file + ": " + FileProblem.reason(e) + ".", e);
        }
    }

    /** The role of a token; empty if there is no such token. */
    public Optional<Role> role(String token) {
        return Optional.ofNullable(content.roles().get(TokenLines.hash(token)));
    }

    /** Takes up what has changed; what the log says last, if it cannot be read. */
    Optional<String> readAgain() {
        return changed.read();
    }

    private void readChanged() throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        if (!time.equals(content.changed())) {
            content = new Content(time, TokenLines.read(file));
            LOG.info("Read the tokens in {} again", file);
        }
    }

    @Override
    public void close() {
        changed.close();
    }
}
