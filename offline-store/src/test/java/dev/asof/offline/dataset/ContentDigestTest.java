package dev.asof.offline.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.offline.Batches;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContentDigestTest {
    private static final int ROWS = 10_000;

    @Test
    void partsOfTheFileHoldWholePieces() {
        assertThat(DatasetFile.PART_ROWS % ContentDigest.PIECE_ROWS).isZero();
    }

    /** By the words of docs/semantics.md alone. */
    @Test
    void theHashIsThatOfTheSpecification() throws Exception {
        Long[] numbers = new Random(7).longs(ROWS, -9, 9).boxed().toArray(Long[]::new);
        numbers[5_000] = null;
        String[] texts =
                new Random(8).ints(ROWS, 0, 99).mapToObj(i -> "a\0" + i).toArray(String[]::new);
        ColumnBatch rows = Batches.with("number", ScalarType.INT64, (Object[]) numbers)
                .and("text", ScalarType.STRING, (Object[]) texts)
                .build();
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (String word : List.of("number", "int64", "text", "string")) {
            whole.write(element(word));
        }
        whole.write(0);
        for (int from = 0; from < ROWS; from += 4_096) {
            int to = Math.min(ROWS, from + 4_096);
            ByteArrayOutputStream ofNumbers = new ByteArrayOutputStream();
            ByteArrayOutputStream ofTexts = new ByteArrayOutputStream();
            for (int row = from; row < to; row++) {
                ofNumbers.write(element(numbers[row]));
                ofTexts.write(element(texts[row]));
            }
            ofNumbers.write(0);
            ofTexts.write(0);
            whole.write(sha256(ofNumbers));
            whole.write(sha256(ofTexts));
        }
        assertThat(hash(rows)).isEqualTo(HexFormat.of().formatHex(sha256(whole)));
    }

    private static byte[] element(Long number) {
        return number == null
                ? new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 0}
                : ByteBuffer.allocate(9)
                        .put((byte) 2)
                        .putLong(number ^ Long.MIN_VALUE)
                        .array();
    }

    private static byte[] element(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(2);
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            bytes.write(each);
            if (each == 0) {
                bytes.write(0xFF);
            }
        }
        bytes.write(0);
        bytes.write(0);
        return bytes.toByteArray();
    }

    private static byte[] sha256(ByteArrayOutputStream bytes) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
    }

    @Test
    void codesOfADictionaryAreTheValuesThatTheyStandFor() {
        BytesColumn values = (BytesColumn) Batches.with("text", ScalarType.STRING, "one", "two", "unused")
                .build()
                .column(0);
        int[] codes = IntStream.range(0, ROWS)
                .map(row -> row % 3 == 2 ? BytesColumn.NO_CODE : row % 3)
                .toArray();
        boolean[] nulls = new boolean[ROWS];
        String[] texts = new String[ROWS];
        for (int row = 0; row < ROWS; row++) {
            nulls[row] = codes[row] == BytesColumn.NO_CODE;
            texts[row] = nulls[row] ? null : values.text(codes[row]);
        }
        ColumnBatch spelled =
                Batches.with("text", ScalarType.STRING, (Object[]) texts).build();
        BytesColumn coded = new BytesColumn(new BytesColumn.Dictionary(codes, values), nulls);
        assertThat(hash(new ColumnBatch(spelled.schema(), List.of(coded), ROWS)))
                .isEqualTo(hash(spelled));
    }

    @Test
    void whatDiffersInNameTypeValueOrOrderHasAnotherHash() {
        Map<String, String> hashes = new LinkedHashMap<>();
        hashes.put("one", hash(Batches.with("a", ScalarType.INT64, 1, 2).build()));
        hashes.put("name", hash(Batches.with("b", ScalarType.INT64, 1, 2).build()));
        hashes.put("type", hash(Batches.with("a", ScalarType.INT32, 1, 2).build()));
        hashes.put("value", hash(Batches.with("a", ScalarType.INT64, 1, 3).build()));
        hashes.put("order", hash(Batches.with("a", ScalarType.INT64, 2, 1).build()));
        hashes.put("null", hash(Batches.with("a", ScalarType.INT64, 1, null).build()));
        hashes.put("rows", hash(Batches.with("a", ScalarType.INT64, 1, 2, 2).build()));
        hashes.put("zero", hash(Batches.with("a", ScalarType.FLOAT64, 0.0).build()));
        hashes.put(
                "minus zero", hash(Batches.with("a", ScalarType.FLOAT64, -0.0).build()));
        assertThat(hashes.values()).doesNotHaveDuplicates();
    }

    private static String hash(ColumnBatch rows) {
        Schema schema = rows.schema();
        ContentDigest digest = new ContentDigest(schema);
        digest.add(ContentDigest.pieces(rows));
        return digest.finish();
    }
}
