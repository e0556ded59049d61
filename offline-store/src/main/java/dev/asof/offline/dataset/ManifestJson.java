package dev.asof.offline.dataset;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.asof.registry.diagnostic.FileProblem;
import dev.asof.registry.diagnostic.JsonProblem;
import dev.asof.registry.diagnostic.Quoted;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Manifests as JSON: the records' parts in their order, named with underscores, two spaces of indentation, LF. */
final class ManifestJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(LogicalType.Textual, text -> refuseScalars(text))
            .defaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.FAIL, Nulls.FAIL))
            .build();

    /** Not in the first manifests of this format. */
    private static final String ARCHIVES = "archives";

    private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");

    private ManifestJson() {}

    private static void refuseScalars(MutableCoercionConfig text) {
        for (CoercionInputShape shape :
                List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
            text.setCoercion(shape, CoercionAction.Fail);
        }
    }

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
            return manifest(file, Files.readAllBytes(file));
        } catch (JsonMappingException e) {
            throw damaged(file.toString(), "what it says at " + place(e) + " is nothing that a build writes", e);
        } catch (JacksonException e) {
            throw damaged(file + line(e), reason(e), e);
        } catch (CharConversionException e) {
            throw damaged(file.toString(), "it is no text in UTF-8", e);
        } catch (IOException e) {
            throw new AsofException(
                    ErrorCode.IO_FAILED,
                    "Cannot read manifest " + file + ": " + FileProblem.reason(e)
                            + ". Check that it is a file which this user may read, and the disk.",
                    e);
        }
    }

    private static DatasetManifest manifest(Path file, byte[] text) throws IOException {
        JsonNode root = tree(file, text);
        if (!(root instanceof ObjectNode manifest)) {
            throw damaged(file.toString(), "it is no JSON object", null);
        }
        requireFormat(file, manifest.path("format"));
        if (!manifest.has(ARCHIVES)) {
            manifest.putArray(ARCHIVES);
        }
        return JSON.treeToValue(manifest, DatasetManifest.class);
    }

    private static JsonNode tree(Path file, byte[] text) throws IOException {
        try {
            return JSON.readTree(text);
        } catch (MismatchedInputException e) {
            throw damaged(file + line(e), "something follows its end", e);
        }
    }

    private static String reason(JacksonException e) {
        String reason = JsonProblem.reason(e);
        return reason.startsWith("Unexpected end-of-input") ? "it ends here and isn't whole" : reason;
    }

    /** Such as {@code :12}. */
    private static String line(JacksonException e) {
        return e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr();
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

    private static AsofException damaged(String place, String what, @Nullable IOException cause) {
        String message = "Cannot read manifest " + place + ": " + what + ". Build the dataset again.";
        return cause == null
                ? new AsofException(ErrorCode.INVALID_INPUT_FILE, message)
                : new AsofException(ErrorCode.INVALID_INPUT_FILE, message, cause);
    }

    /** A manifest as a tree of JSON, as one that was read is. */
    static ObjectNode tree(DatasetManifest manifest) {
        try {
            return (ObjectNode) JSON.readTree(bytes(manifest));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tree of a text that is known to be JSON. */
    static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void requireFormat(Path file, JsonNode format) {
        if (!format.isIntegralNumber()) {
            throw damaged(file.toString(), "its 'format' is missing or no whole number", null);
        }
        if (!format.asText().equals(Integer.toString(DatasetManifest.FORMAT))) {
            throw new AsofException(
                    ErrorCode.UNSUPPORTED_FORMAT_VERSION,
                    "Cannot read manifest " + file + ": its format is " + format + ", this build reads "
                            + DatasetManifest.FORMAT + ". Use the build of Asof that wrote it.");
        }
    }
}
