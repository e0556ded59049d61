package dev.asof.offline.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.registry.catalog.SourceLocation;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.repository.TableFormat;
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
    void linksAreFollowed() throws IOException {
        Files.createSymbolicLink(root.resolve("link"), root.resolve("data"));
        assertThat(find("link")).containsExactly("link/a.parquet", "link/b.parquet", "link/deep/c.parquet");
        assertThat(find("link/*.parquet")).containsExactly("link/a.parquet", "link/b.parquet");
        Files.createSymbolicLink(root.resolve("odd[1]/more"), root.resolve("data/deep"));
        assertThat(find("odd[1]")).containsExactly("odd[1]/d.parquet", "odd[1]/more/c.parquet");
    }

    @Test
    void aLinkThatLeadsBackIsRefused() throws IOException {
        Files.createSymbolicLink(root.resolve("data/deep/back"), root.resolve("data"));
        assertThatThrownBy(() -> find("data"))
                .isInstanceOf(AsofException.class)
                .hasMessageContaining("data/deep/back: a symbolic link leads back to a folder around it.");
    }

    @Test
    void hiddenFoldersAreLeftOut() throws IOException {
        for (String hidden : List.of(".asof/archive/s/1.parquet", "data/_delta_log/2.parquet")) {
            Files.createDirectories(root.resolve(hidden).getParent());
            Files.createFile(root.resolve(hidden));
        }
        assertThat(find("."))
                .containsExactly("data/a.parquet", "data/b.parquet", "data/deep/c.parquet", "odd[1]/d.parquet");
        assertThat(find("**.parquet")).hasSize(4);
    }

    @Test
    void foldersOfPartitionsAreDataWhateverTheirColumnIsCalled() throws IOException {
        for (String file :
                List.of("p/_day=1/a.parquet", "p/%5Fday=2/_b.parquet", "p/_day=3/c.parquet", "p/_hour=4/d.parquet")) {
            Files.createDirectories(root.resolve(file).getParent());
            Files.createFile(root.resolve(file));
        }
        List<String> days = List.of("p/_day=1/a.parquet", "p/_day=3/c.parquet");
        assertThat(find("p", "_day")).isEqualTo(days);
        assertThat(find("p/**.parquet", "_day")).isEqualTo(days);
        assertThat(find("p", "_hour")).containsExactly("p/_hour=4/d.parquet");
        assertThat(find("p")).isEmpty();
    }

    @Test
    void nothingMatchesIsEmpty() {
        assertThat(find("nowhere")).isEmpty();
        assertThat(find("nowhere/*.parquet")).isEmpty();
    }

    private List<String> find(String path, String... partitions) {
        return SourceFiles.find(root, new SourceLocation(path, TableFormat.PARQUET, List.of(partitions))).stream()
                .map(file -> root.relativize(file).toString())
                .toList();
    }
}
