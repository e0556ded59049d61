package dev.asof.registry.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFolderTest {
    @TempDir
    Path folder;

    @Test
    void theNamesOfAllFoldersThatAreMadeAreBroughtToDisk() throws IOException {
        Path deep = folder.resolve("archive/orders/day=2026-11-26");

        assertThat(DurableFolder.create(deep))
                .containsExactly(folder.resolve("archive"), folder.resolve("archive/orders"), deep);
        assertThat(deep).isDirectory();
        assertThat(DurableFolder.create(deep)).isEmpty();
        assertThat(DurableFolder.create(deep.resolveSibling("day=2026-11-27")))
                .containsExactly(folder.resolve("archive/orders/day=2026-11-27"));
    }
}
