package dev.asof.registry.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitFolderTest {
    @TempDir
    Path folder;

    @Test
    void outsideOfGitThereIsNoCommit() {
        assertThat(GitFolder.state(folder)).isEmpty();
    }

    @Test
    void beforeTheFirstCommitThereIsNone() throws Exception {
        Git.init().setDirectory(folder.toFile()).call().close();
        assertThat(GitFolder.state(folder)).isEmpty();
    }

    @Test
    void aRepositoryInAFolderOfGitIsFound() throws Exception {
        RevCommit commit = committed();
        Path repository = Files.createDirectories(folder.resolve("features/cards"));
        assertThat(GitFolder.state(repository)).hasValue(new GitState(commit.name(), GitState.WorkTree.CLEAN));
    }

    @Test
    void changedDefinitionsMakeItDirty() throws Exception {
        RevCommit commit = committed();
        Files.writeString(folder.resolve("a.yaml"), "entity: changed");
        assertThat(GitFolder.state(folder)).hasValue(new GitState(commit.name(), GitState.WorkTree.DIRTY));
    }

    @Test
    void newDefinitionsMakeItDirty() throws Exception {
        RevCommit commit = committed();
        Files.writeString(folder.resolve("b.yaml"), "entity: b");
        assertThat(GitFolder.state(folder)).hasValue(new GitState(commit.name(), GitState.WorkTree.DIRTY));
    }

    @Test
    void otherFilesDoNot() throws Exception {
        RevCommit commit = committed();
        Files.writeString(folder.resolve("notes.txt"), "x");
        assertThat(GitFolder.state(folder)).hasValue(new GitState(commit.name(), GitState.WorkTree.CLEAN));
    }

    private RevCommit committed() throws Exception {
        Files.writeString(folder.resolve("a.yaml"), "entity: a");
        try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
            git.add().addFilepattern(".").call();
            return git.commit()
                    .setMessage("Define")
                    .setAuthor("Ada", "ada@example.org")
                    .setCommitter("Ada", "ada@example.org")
                    .setSign(false)
                    .call();
        }
    }
}
