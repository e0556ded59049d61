package dev.asof.offline.dataset;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.asof.registry.diagnostic.FileProblem;
import dev.asof.registry.diagnostic.JsonProblem;
import dev.asof.registry.diagnostic.Quoted;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Manifests as JSON: the records' parts in their order, named with underscores, two spaces of indentation, LF. */
final class ManifestJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .defaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.FAIL, Nulls.FAIL))
            .build();

    /** Not in the first manifests of this format. */
    private static final String ARCHIVES = "archives";

    private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");

    private ManifestJson() {}

    static byte[] bytes(DatasetManifest manifest) {
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(INDENTER).withArrayIndenter(INDENTER);
        try {
            return (JSON.writer(printer).writeValueAsString(manifest) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static DatasetManifest read(Path file) {
        if (!Files.exists(file)) {
            throw new AsofException(
                    ErrorCode.UNKNOWN_NAME,
                    "Cannot read manifest " + file
                            + ": there is no such file. A build writes it beside the dataset, and one that"
                            + " was killed leaves none: build the dataset again.");
        }
        try {
            JsonNode root = JSON.readTree(Files.readAllBytes(file));
            requireFormat(file, root.path("format").asInt());
            if (root instanceof ObjectNode manifest && !manifest.has(ARCHIVES)) {
                manifest.putArray(ARCHIVES);
            }
            return JSON.treeToValue(root, DatasetManifest.class);
        } catch (JsonMappingException e) {
            throw damaged(file, "what it says at " + place(e) + " is nothing that a build writes", e);
        } catch (JacksonException e) {
            throw damaged(file, JsonProblem.reason(e), e);
        } catch (IOException e) {
            throw new AsofException(
                    ErrorCode.IO_FAILED,
                    "Cannot read manifest " + file + ": " + FileProblem.reason(e)
                            + ". Check that it is a file which this user may read, and the disk.",
                    e);
        }
    }

    /** Such as {@code 'inputs[2].path'}. */
    private static String place(JsonMappingException e) {
        StringBuilder place = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                place.append('[').append(step.getIndex()).append(']');
            } else {
                place.append(place.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return place.isEmpty() ? "its top" : Quoted.of(place.toString());
    }

    private static AsofException damaged(Path file, String what, JacksonException cause) {
        return new AsofException(
                ErrorCode.CORRUPT_DATA,
                "Cannot read manifest " + file + ": " + what + ". Build the dataset again.",
                cause);
    }

    /** The tree of a text that is known to be JSON. */
    static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void requireFormat(Path file, int format) {
        if (format != DatasetManifest.FORMAT) {
            throw new AsofException(
                    ErrorCode.UNSUPPORTED_FORMAT_VERSION,
                    "Cannot read manifest " + file + ": its format is " + format + ", this build reads "
                            + DatasetManifest.FORMAT + ". Use the build of Asof that wrote it.");
        }
    }
}
