package dev.asof.online.state.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The bytes of the catalog's keys and records, as {@code docs/state-format.md} has them. A change here is a new format version. */
class CatalogBytesTest {
    private static final String SHA = "ab".repeat(32);

    @Test
    void counts() {
        for (long count : new long[] {0, 127, 128, 16_383, 16_384, Integer.MAX_VALUE, Long.MAX_VALUE}) {
            ByteBuffer bytes = ByteBuffer.allocate(Counts.sizeOf(count));
            Counts.put(count, bytes);
            assertThat(bytes.hasRemaining()).isFalse();
            assertThat(Counts.get(bytes.flip())).isEqualTo(count);
        }
        assertThat(Counts.sizeOf(Long.MAX_VALUE)).isEqualTo(9);
    }

    @Test
    void metaKeys() {
        assertThat(hex(MetaKeys.LAST_ACCEPTANCE)).isEqualTo("01");
        assertThat(hex(MetaKeys.of(MetaKeys.SOURCES, 1))).isEqualTo("02" + "00000001");
        assertThat(hex(MetaKeys.of(MetaKeys.SCHEMAS, 1))).isEqualTo("03" + "00000001");
        assertThat(hex(MetaKeys.of(MetaKeys.VIEWS, 1))).isEqualTo("04" + "00000001");
        assertThat(hex(MetaKeys.of(MetaKeys.PASSES, 1))).isEqualTo("05" + "00000001");
        assertThat(hex(MetaKeys.ofFile(1, SHA))).isEqualTo("06" + "00000001" + SHA);
        assertThat(hex(MetaKeys.of(MetaKeys.COUNTS, 1))).isEqualTo("07" + "00000001");
        assertThat(hex(MetaKeys.ofRoll(1, Roll.Kind.QUARANTINE))).isEqualTo("08" + "00000001" + "02");
        assertThat(hex(MetaKeys.of(MetaKeys.ENTITIES, 1))).isEqualTo("09" + "00000001");
        assertThat(hex(MetaKeys.ofEmptied(new EmptiedFile(1, SHA)))).isEqualTo("0a" + "00000001" + SHA);
        assertThat(hex(MetaKeys.of(MetaKeys.HORIZONS, 1))).isEqualTo("0b" + "00000001");
        assertThat(hex(MetaKeys.ofRemoved(new byte[] {0, 0, 0, 1, 0x55}))).isEqualTo("0c" + "00000001" + "55");
    }

    @Test
    void records() {
        Schema schema = new Schema(List.of(new Field("a", ScalarType.INT64)));
        assertThat(hex(Records.of(schema))).isEqualTo("00000001" + "00000001" + "61" + "00000005" + "696e743634");
        assertThat(hex(Records.of(new StoredView(1, "f", List.of(2), 4, schema, Set.of(2)), 3)))
                .isEqualTo("00000002" + "00000004" + "00000003" + "00000001" + "66" + "01");
        assertThat(hex(Records.of(new StoredView(1, "f", List.of(8, 2), 4, schema, Set.of(8)), 3)))
                .isEqualTo("00000002" + "00000004" + "00000003" + "00000001" + "66" + "00" + "00000008" + "01");
        assertThat(hex(Records.of(new LoadPass(1, 2, 9, SHA, Long.MIN_VALUE, 5, Long.MAX_VALUE))))
                .isEqualTo(
                        "00000002" + SHA + "8000000000000000" + "0000000000000005" + "7fffffffffffffff" + "00000009");
        assertThat(hex(Records.of(new StoredFile(1, SHA, "p", 9, new FileCounts(1, 2, 3, 4, 5, 6)))))
                .isEqualTo("00000001" + "70" + "0000000000000009" + longs(1, 2, 3, 4, 5, 6));
        assertThat(hex(Records.of(new SourceCounts(1, 2, 3, 4, 5, 6, 7, 8, 9))))
                .isEqualTo(longs(1, 2, 3, 4, 5, 6, 7, 8, 9));
        assertThat(hex(Records.of(new Roll(Roll.Kind.ARCHIVE, 1, 2, 3)))).isEqualTo(longs(2, 3));
    }

    @Test
    void recordsComeBackAsTheyWere() {
        Schema schema = new Schema(List.of(new Field("a", ScalarType.INT64), new Field("ü", ScalarType.STRING)));
        assertThat(RecordReader.read(Records.of(schema), Records::schema)).isEqualTo(schema);
        LoadPass pass = new LoadPass(1, 2, 9, SHA, 3, 4, 5);
        LoadPass samePass = RecordReader.read(Records.of(pass), record -> Records.pass(1, record, view -> 0));
        assertThat(samePass).isEqualTo(pass);
        byte[] passOfFormat4 = Arrays.copyOf(Records.of(pass), Records.of(pass).length - Integer.BYTES);
        LoadPass passBefore = RecordReader.read(passOfFormat4, record -> Records.pass(1, record, view -> 7 + view));
        assertThat(passBefore).isEqualTo(new LoadPass(1, 2, 9, SHA, 3, 4, 5));
        for (StoredView view : List.of(
                new StoredView(1, "f", List.of(2), 4, schema, Set.of()),
                new StoredView(1, "f", List.of(2, 3, 7), 4, schema, Set.of(7)))) {
            StoredView sameView =
                    RecordReader.read(Records.of(view, 5), record -> Records.view(1, record, number -> schema));
            assertThat(sameView).isEqualTo(view);
        }
        StoredFile file = new StoredFile(1, SHA, "p", 9, new FileCounts(1, 2, 3, 4, 5, 6));
        StoredFile sameFile = RecordReader.read(Records.of(file), record -> Records.file(1, SHA, record));
        assertThat(sameFile).isEqualTo(file);
        SourceCounts counts = new SourceCounts(1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(RecordReader.read(Records.of(counts), Records::counts)).isEqualTo(counts);
        byte[] ofFormat3 = Arrays.copyOf(Records.of(counts), 8 * Long.BYTES);
        assertThat(RecordReader.read(ofFormat3, Records::counts))
                .isEqualTo(new SourceCounts(1, 2, 3, 4, 5, 6, 7, 8, 0));
    }

    private static String longs(long... values) {
        StringBuilder text = new StringBuilder();
        for (long value : values) {
            text.append(HexFormat.of().toHexDigits(value));
        }
        return text.toString();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
