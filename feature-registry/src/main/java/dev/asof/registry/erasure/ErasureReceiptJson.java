package dev.asof.registry.erasure;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.asof.registry.diagnostic.JsonProblem;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Receipts as JSON; times are microseconds since the epoch. */
final class ErasureReceiptJson {
    private static final int FORMAT = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private ErasureReceiptJson() {}

    static byte[] bytes(ErasureReceipt receipt) {
        ObjectNode root = JSON.createObjectNode().put("format", FORMAT);
        ArrayNode tombstones = root.putArray("tombstones");
        receipt.tombstones().forEach(tombstones::add);
        root.put("started_at_micros", receipt.startedAtMicros());
        root.put(
                "finished_at_micros",
                receipt.finishedAtMicros().isPresent()
                        ? receipt.finishedAtMicros().getAsLong()
                        : null);
        put(receipt.state(), root.putObject("state"));
        root.put("quarantined_rows", receipt.quarantinedRows());
        ArrayNode archive = root.putArray("archive");
        for (ErasureReceipt.ArchiveFile file : receipt.archive()) {
            archive.addObject()
                    .put("source", file.source())
                    .put("file", file.file())
                    .put("removed", file.removed())
                    .put("blanked", file.blanked())
                    .put("shared", file.shared())
                    .put("sha256_before", file.sha256Before());
        }
        ArrayNode leftKinds = root.putArray("left_kinds");
        receipt.leftKinds().forEach(leftKinds::add);
        receipt.underWay().ifPresent(step -> {
            ObjectNode underWay = root.putObject("under_way").put("step", step.name());
            put(step.before().state(), underWay.putObject("state_before"));
            underWay.put("quarantined_rows_before", step.before().quarantinedRows());
        });
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
        } catch (JacksonException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void put(ErasureReceipt.State state, ObjectNode into) {
        into.put("records", state.records())
                .put("events", state.events())
                .put("blocks", state.blocks())
                .put("bytes", state.bytes());
    }

    static ErasureReceipt read(Path file) {
        try {
            JsonNode root = JSON.readTree(Files.readAllBytes(file));
            if (root.path("format").asInt() != FORMAT) {
                throw new AsofException(
                        ErrorCode.UNSUPPORTED_FORMAT_VERSION,
                        "Cannot read " + file + ": this build reads format " + FORMAT
                                + " alone. Use the build of Asof that wrote it.");
            }
            return receipt(root);
        } catch (JacksonException e) {
            throw new AsofException(
                    ErrorCode.CORRUPT_DATA,
                    "Cannot read the receipt " + file + ": " + JsonProblem.reason(e) + ". Move it away.",
                    e);
        } catch (IOException e) {
            throw ErasureFolder.failed("read", file, e);
        }
    }

    private static ErasureReceipt receipt(JsonNode root) {
        List<String> tombstones = new ArrayList<>();
        root.path("tombstones").forEach(hash -> tombstones.add(hash.asText()));
        List<ErasureReceipt.ArchiveFile> archive = new ArrayList<>();
        root.path("archive")
                .forEach(file -> archive.add(new ErasureReceipt.ArchiveFile(
                        file.path("source").asText(),
                        file.path("file").asText(),
                        file.path("removed").asLong(),
                        file.path("blanked").asLong(),
                        file.path("shared").asLong(),
                        file.path("sha256_before").asText())));
        List<String> leftKinds = new ArrayList<>();
        root.path("left_kinds").forEach(kind -> leftKinds.add(kind.asText()));
        JsonNode finished = root.path("finished_at_micros");
        return new ErasureReceipt(
                tombstones,
                root.path("started_at_micros").asLong(),
                finished.isNumber() ? OptionalLong.of(finished.asLong()) : OptionalLong.empty(),
                new ErasureReceipt.Findings(
                        counts(root.path("state"), root.path("quarantined_rows")), archive, leftKinds),
                underWay(root.path("under_way")));
    }

    private static ErasureReceipt.Counts counts(JsonNode state, JsonNode quarantinedRows) {
        return new ErasureReceipt.Counts(
                new ErasureReceipt.State(
                        state.path("records").asLong(),
                        state.path("events").asLong(),
                        state.path("blocks").asLong(),
                        state.path("bytes").asLong()),
                quarantinedRows.asLong());
    }

    private static Optional<ErasureReceipt.UnderWay> underWay(JsonNode step) {
        return step.isObject()
                ? Optional.of(new ErasureReceipt.UnderWay(
                        step.path("step").asText(),
                        counts(step.path("state_before"), step.path("quarantined_rows_before"))))
                : Optional.empty();
    }
}
