package dev.asof.registry.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    @Test
    void whatIsLeftOfProcessesThatAreNoMoreIsRemovedAndWhatOthersWriteStays() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        long other = ProcessHandle.current().parent().orElseThrow().pid();
        long own = ProcessHandle.current().pid();
        String left = ".a.txt." + ended.pid() + "-00000000.tmp";
        String leftByItsNumber = ".a.txt." + own + "-00000000.tmp";
        List<String> staying = List.of(
                ".a.txt." + other + "-00000000.tmp",
                ".b.txt." + ended.pid() + "-00000000.tmp",
                ".a.txt.txt." + ended.pid() + "-00000000.tmp",
                ".a.txt.notes");
        for (String name : List.of(left, leftByItsNumber)) {
            Files.createFile(folder.resolve(name));
        }
        for (String name : staying) {
            Files.createFile(folder.resolve(name));
        }
        Path target = folder.resolve("a.txt");
        try (AtomicFile first = AtomicFile.amongOthers(target)) {
            Files.write(first.temporary(), new byte[] {1});
            try (AtomicFile second = AtomicFile.amongOthers(target)) {
                Files.write(second.temporary(), new byte[] {2});
                first.commit();
                assertThat(Files.readAllBytes(target)).containsExactly(1);
                second.commit();
                assertThat(Files.readAllBytes(target)).containsExactly(2);
            }
        }

        assertThat(names(folder)).contains("a.txt").containsAll(staying).hasSize(1 + staying.size());
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
