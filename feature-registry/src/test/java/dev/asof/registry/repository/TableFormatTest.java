package dev.asof.registry.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TableFormatTest {
    @Test
    void whatANameEndsInTellsTheFormatInAnyLetters() {
        assertThat(TableFormat.find(Path.of("a/labels.CSV"))).contains(TableFormat.CSV);
        assertThat(TableFormat.find(Path.of("a.csv/labels"))).isEmpty();
    }

    @Test
    void theRootOfAllFoldersTellsNone() {
        assertThat(TableFormat.find(Path.of("/"))).isEmpty();
    }
}
