package dev.asof.registry.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.erasure.ErasureReceipt.ArchiveFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasureReceiptTest {
    private static final ErasureReceipt BEGUN = ErasureReceipt.begun(List.of("ab"), 1);

    @Test
    void aFileThatCouldNotBeReplacedIsCountedOnceWhenMoreGoesFromItLater() {
        ArchiveFile first = new ArchiveFile("payments", "a.parquet", 1, 0, 0, "00");
        ArchiveFile later = new ArchiveFile("payments", "a.parquet", 2, 0, 0, "00");
        ArchiveFile replaced = new ArchiveFile("payments", "a.parquet", 1, 0, 0, "11");
        assertThat(BEGUN.with(first).with(later).with(replaced).archive()).containsExactly(later, replaced);
    }

    @Test
    void itIsKeptAsItIs(@TempDir Path folder) {
        ErasureFolder erasures = new ErasureFolder(folder);
        ErasureReceipt receipt = BEGUN.with(new ErasureReceipt.State(1, 2, 3, 4))
                .withQuarantined(5)
                .with(new ArchiveFile("payments", "a.parquet", 1, 2, 3, "00"))
                .withLeftKinds(List.of("account_device (account_id, device_id)"));
        erasures.receipts().write(receipt);
        assertThat(erasures.receipts().unfinished()).contains(receipt);
        erasures.receipts().write(receipt.finished(2));
        assertThat(erasures.receipts().unfinished()).isEmpty();
        assertThat(erasures.receipts().all()).containsExactly(receipt.finished(2));
    }
}
