package dev.asof.offline.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFilesTest {
    @TempDir
    Path root;

    @BeforeEach
    void layOut() throws IOException {
        for (String name : List.of(
                "data/b.parquet",
                "data/a.parquet",
                "data/deep/c.parquet",
                "data/notes.txt",
                "data/.hidden.parquet",
                "data/_SUCCESS.parquet",
                "odd[1]/d.parquet")) {
            Files.createDirectories(root.resolve(name).getParent());
            Files.createFile(root.resolve(name));
        }
    }

    @Test
    void aFileIsItself() {
        assertThat(find("data/b.parquet")).containsExactly("data/b.parquet");
        assertThat(find("data/notes.txt")).containsExactly("data/notes.txt");
        assertThat(find(root.resolve("data/b.parquet").toString())).containsExactly("data/b.parquet");
    }

    @Test
    void aFolderIsItsParquetFilesAtAnyDepth() {
        assertThat(find("data")).containsExactly("data/a.parquet", "data/b.parquet", "data/deep/c.parquet");
    }

    @Test
    void aGlobIsWhatItMatches() {
        assertThat(find("data/*.parquet")).containsExactly("data/a.parquet", "data/b.parquet");
        assertThat(find("data/**.parquet")).containsExactly("data/a.parquet", "data/b.parquet", "data/deep/c.parquet");
        assertThat(find("*/{a,c}.parquet")).containsExactly("data/a.parquet");
        assertThat(find(root + "/data/[ab].parquet")).containsExactly("data/a.parquet", "data/b.parquet");
    }

    @Test
    void aPathThatExistsIsNoGlob() {
        assertThat(find("odd[1]")).containsExactly("odd[1]/d.parquet");
    }

    @Test
    void nothingMatchesIsEmpty() {
        assertThat(find("nowhere")).isEmpty();
        assertThat(find("nowhere/*.parquet")).isEmpty();
    }

    private List<String> find(String path) {
        return SourceFiles.find(root, path).stream()
                .map(file -> root.relativize(file).toString())
                .toList();
    }
}
