package dev.asof.offline.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import org.junit.jupiter.api.Test;

class HeapRoomTest {
    private final long heap = Runtime.getRuntime().maxMemory();

    @Test
    void whatHasRoomIsNotRefused() {
        assertThatCode(() -> HeapRoom.require(heap / 2, "things")).doesNotThrowAnyException();
    }

    @Test
    void whatHasNoRoomIsRefusedWithTheMemoryThatWouldBeEnough() {
        assertThatThrownBy(() -> HeapRoom.require(heap + (3 << 20), "9 things"))
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED))
                .hasMessageContaining("9 things take ")
                .hasMessageMatching(".* Allow at least \\d+ MB with --memory\\.");
    }
}
