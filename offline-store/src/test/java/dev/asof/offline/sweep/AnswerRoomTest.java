package dev.asof.offline.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerRoomTest {
    @ParameterizedTest
    @CsvSource({"0, 8", "1, 8", "600000, 128", "16000000, 2048", "100000000, 4096", "2147483647, 4096"})
    void piecesInTheFileAreFewHoweverManyRowsAsk(int rowCount, int partitions) {
        int partRows = 1 << 17;
        int pieceRows = new AnswerRoom(0, partRows).pieceRows(rowCount, partitions);

        assertThat((long) Math.ceilDiv(rowCount, pieceRows) * partitions).isLessThanOrEqualTo((1 << 18) + partitions);
        assertThat(pieceRows % partRows == 0 || pieceRows == Integer.MAX_VALUE).isTrue();
        assertThat(rowCount > 10_000_000 || pieceRows == partRows).isTrue();
    }
}
