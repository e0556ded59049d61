package dev.asof.registry.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void aCommittedFileReplacesTheOldOne() throws IOException {
        Path target = folder.resolve("deep/a.txt");
        AtomicFile.write(target, new byte[] {1});
        AtomicFile.write(target, new byte[] {2});

        assertThat(Files.readAllBytes(target)).containsExactly(2);
        assertThat(names(target.getParent())).containsExactly("a.txt");
    }

    @Test
    void anUncommittedFileLeavesTheOldOne() throws IOException {
        Path target = folder.resolve("a.txt");
        AtomicFile.write(target, new byte[] {1});
        try (AtomicFile file = AtomicFile.of(target)) {
            Files.write(file.temporary(), new byte[] {2});
            assertThat(AtomicFile.isTemporary(file.temporary())).isTrue();
        }

        assertThat(Files.readAllBytes(target)).containsExactly(1);
        assertThat(names(folder)).containsExactly("a.txt");
    }

    private static java.util.List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
