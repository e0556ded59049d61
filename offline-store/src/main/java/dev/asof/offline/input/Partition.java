package dev.asof.offline.input;

import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the names of the folders around a file say of all its rows, as Hive and those after it write them: {@code
 * day=2026-01-01}. Of several folders that name a column, the nearest counts. Characters that a name cannot have are
 * {@code %} and two hexadecimal digits for each byte of their UTF-8, and {@code __HIVE_DEFAULT_PARTITION__} is null.
 *
 * @param values by column, in the order of the definition
 */
record Partition(Map<String, Optional<String>> values) {
    private static final String NULL = "__HIVE_DEFAULT_PARTITION__";

    /** @throws AsofException {@code INVALID_INPUT_FILE} if no folder names one of the columns */
    static Partition of(Path file, List<String> columns) {
        Map<String, Optional<String>> values = new LinkedHashMap<>();
        for (String column : columns) {
            values.put(column, value(file, column));
        }
        return new Partition(values);
    }

    /** What tells partitions apart, unambiguously. */
    String identity() {
        StringBuilder text = new StringBuilder();
        values.forEach((column, value) -> text.append(counted(column))
                .append(value.map(Partition::counted).orElse("-")));
        return text.toString();
    }

    private static String counted(String text) {
        return text.length() + ":" + text;
    }

    /** The column that the name of a folder has a value of, if it has one. */
    static Optional<String> column(String folder) {
        int equals = folder.indexOf('=');
        return equals > 0
                ? Optional.of(new String(bytes(folder.substring(0, equals)), StandardCharsets.UTF_8))
                : Optional.empty();
    }

    private static Optional<String> value(Path file, String column) {
        for (Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
            String name = String.valueOf(folder.getFileName());
            if (column(name).filter(column::equals).isPresent()) {
                String text = name.substring(name.indexOf('=') + 1);
                return text.equals(NULL) ? Optional.empty() : Optional.of(decoded(text, file));
            }
        }
        throw new AsofException(
                ErrorCode.INVALID_INPUT_FILE,
                "Cannot read " + file + ": it lies in no folder '" + column + "=...', and the source's partitions name"
                        + " that column. Move it into one, or take the column out of partitions.");
    }

    private static String decoded(String text, Path file) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(text)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new AsofException(
                    ErrorCode.INVALID_INPUT_FILE,
                    "Cannot read " + file + ": '" + text
                            + "' in the name of its folder is no UTF-8. Rename the folder.",
                    e);
        }
    }

    private static byte[] bytes(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < encoded.length; i++) {
            int code = encoded[i] == '%' && i + 2 < encoded.length ? code(encoded[i + 1], encoded[i + 2]) : -1;
            bytes.write(code < 0 ? encoded[i] : code);
            i += code < 0 ? 0 : 2;
        }
        return bytes.toByteArray();
    }

    /** The byte of two hexadecimal digits; negative if they are none. */
    private static int code(byte high, byte low) {
        int first = Character.digit(high, 16);
        int second = Character.digit(low, 16);
        return first < 0 || second < 0 ? -1 : first << 4 | second;
    }
}
