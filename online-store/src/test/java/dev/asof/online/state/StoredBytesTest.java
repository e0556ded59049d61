package dev.asof.online.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.online.state.catalog.Origin;
import dev.asof.online.state.entity.BlockKeys;
import dev.asof.online.state.entity.EntityKeys;
import dev.asof.online.state.entity.Frame;
import dev.asof.online.state.entity.OriginNumbers;
import dev.asof.registry.compute.event.Violation;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.quarantine.QuarantineOrigin;
import dev.asof.registry.quarantine.QuarantinedRow;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The bytes of keys and records, as {@code docs/state-format.md} has them. A change here is a new format version. */
class StoredBytesTest {
    @Test
    void theFormatIsTheOneThatTheseBytesAreOf() {
        assertThat(StateFormat.VERSION).isEqualTo(6);
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
