package dev.asof.online.state.database;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.registry.error.AsofException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnershipTest {
    @TempDir
    private Path folder;

    @Test
    void aFileInTheStoresPlaceIsSaidToBeNoFolder() throws IOException {
        Path file = Files.createFile(folder.resolve("online"));
        assertThatThrownBy(() -> Ownership.take(file, StoreOwner.thisProcess(Instant.EPOCH)))
                .isInstanceOf(AsofException.class)
                .hasMessage("Cannot lock the online store in " + file + ": it is no folder.");
    }
}
