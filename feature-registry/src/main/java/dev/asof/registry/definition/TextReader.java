package dev.asof.registry.definition;

import dev.asof.registry.diagnostic.FileProblem;
import dev.asof.registry.diagnostic.Problems;
import dev.asof.registry.diagnostic.TextFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Reads a definition file as text, or says why it is none. Never reads more than {@value #MAX_BYTES} bytes. */
final class TextReader {
    /** The size of the greatest definition file, 256 KiB: so much YAML is read in a few tens of milliseconds. */
    static final int MAX_BYTES = 1 << 18;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Path repository;
    private final Problems problems;

    TextReader(Path repository, Problems problems) {
        this.repository = repository;
        this.problems = problems;
    }

    /** The text of a file, empty after a problem was reported. */
    Optional<TextFile> read(String name, Path path) {
        try {
            Path real = path.toRealPath();
            if (!real.startsWith(repository.toRealPath())) {
                return refuse(name, "this links to a file outside of the repository");
            }
            if (!Files.isRegularFile(real)) {
                return refuse(name, "this is not a file");
            }
            if (Files.size(real) > MAX_BYTES) {
                return refuse(name, tooLarge(Files.size(real)));
            }
            return decode(name, bytes(real));
        } catch (IOException e) {
            return refuse(name, "this cannot be read: " + FileProblem.reason(e));
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MAX_BYTES + 1);
        }
    }

    private Optional<TextFile> decode(String name, byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            return refuse(name, tooLarge(bytes.length));
        }
        if (isUtf16(bytes)) {
            return refuse(name, "this is text in UTF-16; save it in UTF-8");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        String text = withoutMark(out.flip().toString());
        TextFile file = TextFile.of(name, text);
        if (result.isError()) {
            String shown = String.format(Locale.ROOT, "0x%02X", bytes[in.position()]);
            problems.report(
                    file.place(file.length()),
                    "byte " + shown + " at offset " + in.position()
                            + " is not UTF-8; a definition file is text in UTF-8");
            return Optional.empty();
        }
        return withoutControls(file);
    }

    private Optional<TextFile> withoutControls(TextFile file) {
        for (int i = 0; i < file.length(); i++) {
            int c = file.codePointAt(i);
            if (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t') {
                problems.report(
                        file.place(i),
                        String.format(Locale.ROOT, "control character U+%04X; a definition file is plain text", c));
                return Optional.empty();
            }
        }
        return Optional.of(file);
    }

    private Optional<TextFile> refuse(String name, String message) {
        problems.report(TextFile.unread(name).start(), message);
        return Optional.empty();
    }

    private static String tooLarge(long bytes) {
        return String.format(
                Locale.ROOT,
                "the file has %,d KiB, a definition file at most %d KiB; split it, or is it data?",
                (bytes + 1023) / 1024,
                MAX_BYTES >> 10);
    }

    private static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static boolean isUtf16(byte[] bytes) {
        return bytes.length >= 2
                && ((bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF)
                        || (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE));
    }
}
