package dev.asof.registry.archive;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.asof.registry.diagnostic.FileProblem;
import dev.asof.registry.diagnostic.JsonProblem;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The ledger as JSON:
 *
 * <pre>
 * {"format": 1, "loads": [
 *   {"view": "customer_spend@1", "file_sha256": "...", "path": "...", "until_micros": 5, "accepted_at_micros": 9}]}
 * </pre>
 *
 * <p>{@code until_micros} is null where the load had no bound.
 */
final class LoadLedgerJson {
    private static final String FILE_NAME = "loads.json";
    private static final int FORMAT = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private LoadLedgerJson() {}

    static LoadLedger read(Path folder) {
        Path file = folder.resolve(FILE_NAME);
        try {
            return Files.exists(file) ? parse(file, JSON.readTree(Files.readAllBytes(file))) : LoadLedger.EMPTY;
        } catch (JacksonException e) {
            throw damaged(file, JsonProblem.reason(e));
        } catch (IOException e) {
            throw new AsofException(
                    ErrorCode.IO_FAILED, "Cannot read " + file + ": " + FileProblem.reason(e) + ". Check the disk.", e);
        }
    }

    static void write(LoadLedger ledger, Path folder) {
        ObjectNode root = JSON.createObjectNode().put("format", FORMAT);
        ArrayNode loads = root.putArray("loads");
        for (LoadedFile load : ledger.loads()) {
            ObjectNode node = loads.addObject()
                    .put("view", load.view())
                    .put("file_sha256", load.sha256())
                    .put("path", load.path());
            node.put(
                    "until_micros",
                    load.untilMicros().isPresent() ? load.untilMicros().getAsLong() : null);
            node.put("accepted_at_micros", load.acceptedAtMicros());
        }
        try {
            AtomicFile.write(
                    folder.resolve(FILE_NAME),
                    JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
        } catch (JacksonException e) {
            throw new IllegalStateException(e);
        }
    }

    private static LoadLedger parse(Path file, JsonNode root) {
        int format = root.path("format").asInt();
        if (format != FORMAT) {
            throw new AsofException(
                    ErrorCode.UNSUPPORTED_FORMAT_VERSION,
                    "Cannot read " + file + ": its format is " + format + ", this build reads " + FORMAT
                            + ". Use the build of Asof that wrote it.");
        }
        List<LoadedFile> loads = new ArrayList<>();
        for (JsonNode node : root.path("loads")) {
            loads.add(load(file, node));
        }
        return new LoadLedger(loads);
    }

    private static LoadedFile load(Path file, JsonNode node) {
        JsonNode until = node.path("until_micros");
        boolean isWhole = node.path("view").isTextual()
                && node.path("file_sha256").isTextual()
                && node.path("path").isTextual()
                && node.path("accepted_at_micros").canConvertToLong()
                && (until.isNull() || until.canConvertToLong());
        if (!isWhole) {
            throw damaged(file, "not a load: " + node);
        }
        return new LoadedFile(
                node.path("view").asText(),
                node.path("file_sha256").asText(),
                node.path("path").asText(),
                until.isNull() ? OptionalLong.empty() : OptionalLong.of(until.asLong()),
                node.path("accepted_at_micros").asLong());
    }

    private static AsofException damaged(Path file, String reason) {
        return new AsofException(
                ErrorCode.CORRUPT_DATA,
                "Cannot read the ledger of loads " + file + ": " + reason
                        + ". Restore it, or load the files again into a new online store.");
    }
}
