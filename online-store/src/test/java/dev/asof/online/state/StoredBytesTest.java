package dev.asof.online.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.online.state.catalog.Counts;
import dev.asof.online.state.catalog.EmptiedFile;
import dev.asof.online.state.catalog.FileCounts;
import dev.asof.online.state.catalog.LoadPass;
import dev.asof.online.state.catalog.MetaKeys;
import dev.asof.online.state.catalog.Origin;
import dev.asof.online.state.catalog.RecordReader;
import dev.asof.online.state.catalog.Records;
import dev.asof.online.state.catalog.Roll;
import dev.asof.online.state.catalog.SourceCounts;
import dev.asof.online.state.catalog.StoredFile;
import dev.asof.online.state.catalog.StoredView;
import dev.asof.online.state.entity.BlockKeys;
import dev.asof.online.state.entity.EntityKeys;
import dev.asof.online.state.entity.Frame;
import dev.asof.online.state.entity.OriginNumbers;
import dev.asof.registry.compute.event.Violation;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.quarantine.QuarantineOrigin;
import dev.asof.registry.quarantine.QuarantinedRow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The bytes of keys and records, as {@code docs/state-format.md} has them. A change here is a new format version. */
class StoredBytesTest {
    private static final String SHA = "ab".repeat(32);

    @Test
    void theFormatIsTheOneThatTheseBytesAreOf() {
        assertThat(StateFormat.VERSION).isEqualTo(5);
    }

    @Test
    void entityKeys() {
        byte[] entity = {(byte) 0x80, 0, 0, 0, 0, 0, 0, 7};
        assertThat(hex(EntityKeys.of(1, entity))).isEqualTo("00000001" + "8000000000000007");
    }

    @Test
    void frames() {
        byte[] row = {0x55, 0x66};
        assertThat(hex(Frame.of(1, new Origin.Stamped(258), row)))
                .isEqualTo("0c" + "01" + "01" + "0000000000000102" + "5566");
        assertThat(hex(Frame.of(300, new Origin.OfPass(258), row)))
                .isEqualTo("09" + "ac02" + "02" + "00000102" + "5566");
        assertThat(hex(Frame.of(1, new Origin.RowOfPass(258, 300), row)))
                .isEqualTo("0a" + "01" + "03" + "00000102" + "ac02" + "5566");
    }

    @Test
    void rootsAndKeysOfBlocks() {
        byte[] entity = {(byte) 0x80, 0, 0, 0, 0, 0, 0, 7};
        assertThat(hex(Frame.ofRoot(1, new byte[] {0x55, 0x66}))).isEqualTo("04" + "01" + "04" + "5566");
        assertThat(hex(BlockKeys.of(1, entity, 258))).isEqualTo("00000001" + "8000000000000007" + "0000000000000102");
        assertThat(OriginNumbers.origin(258, -1)).isEqualTo(new Origin.Stamped(258));
        assertThat(OriginNumbers.origin(-9, -1)).isEqualTo(new Origin.OfPass(9));
        assertThat(OriginNumbers.origin(-9, 4)).isEqualTo(new Origin.RowOfPass(9, 4));
    }

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

    @Test
    void pendingKeysAndRows() {
        assertThat(hex(PendingKeys.ofEvent(1, 258))).isEqualTo("01" + "00000001" + "0000000000000102");
        assertThat(hex(PendingKeys.ofQuarantine(1, 258))).isEqualTo("02" + "00000001" + "0000000000000102");
        assertThat(hex(ProducerKeys.of(1, "p"))).isEqualTo("00000001" + "70");
        QuarantinedRow row = new QuarantinedRow(
                "s",
                new QuarantineOrigin.IngestedEvent("p", 2),
                OptionalLong.of(3),
                List.of(new QuarantinedRow.BrokenPromise("a", Violation.Reason.MIN, "m")),
                List.of(
                        QuarantinedRow.Cell.ofText("a", Optional.of("1")),
                        QuarantinedRow.Cell.ofText("b", Optional.empty()),
                        new QuarantinedRow.Cell("c", ScalarType.DATE, Optional.of("2"))));
        byte[] bytes = PendingRow.encode(row);
        assertThat(hex(bytes))
                .isEqualTo("00000001" + "73" + "00000001" + "70" + longs(2, 3) + "00000001" + "00000001" + "61"
                        + "00000003" + "4d494e" + "00000001" + "6d" + "00000003" + "00000001" + "61" + "01"
                        + "00000001" + "31" + "00000001" + "62" + "00" + "00000001" + "63" + "02" + "00000004"
                        + "64617465" + "00000001" + "32");
        assertThat(PendingRow.decode(5, bytes)).isEqualTo(new PendingRow(5, row));
    }

    @Test
    void pendingEventsAndWhatWasSent() {
        byte[] record = PendingEvents.encode(258, List.of(new byte[] {0x55, 0x66}, new byte[] {0x77}));
        assertThat(hex(record)).isEqualTo("00000102" + "02" + "5566" + "01" + "77");
        assertThat(PendingEvents.schema(record)).isEqualTo(258);
        assertThat(PendingEvents.rows(record)).containsExactly(new byte[] {0x55, 0x66}, new byte[] {0x77});
        assertThat(PendingEvents.inOneRecord(86_399_999_998L, 5)).isEqualTo(2);
        assertThat(PendingEvents.inOneRecord(86_400_000_000L, 5)).isEqualTo(5);
        assertThat(PendingEvents.inOneRecord(86_400_000_000L, 5_000)).isEqualTo(1_024);
        assertThat(hex(SeenKey.of(1, 258, "abc".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("00000001" + "8000000000000102" + "ba7816bf8f01cfea414140de5dae2223");
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
