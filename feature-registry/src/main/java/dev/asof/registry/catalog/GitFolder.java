package dev.asof.registry.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.Status;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** A folder that lies in a Git repository, or in none. Only here is Git read: its library is signed, and takes long to load. */
public final class GitFolder {
    private GitFolder() {}

    /** The state of the Git repository around a folder; empty if there is none, it has no commit or cannot be read. */
    public static Optional<GitState> state(Path folder) {
        FileRepositoryBuilder builder =
                new FileRepositoryBuilder().findGitDir(folder.toAbsolutePath().toFile());
        if (builder.getGitDir() == null) {
            return Optional.empty();
        }
        try (Repository repository = builder.build();
                Git git = new Git(repository)) {
            ObjectId head = repository.resolve(Constants.HEAD);
            return head == null
                    ? Optional.empty()
                    : Optional.of(
                            new GitState(head.name(), workTree(git.status().call())));
        } catch (IOException | GitAPIException e) {
            return Optional.empty();
        }
    }

    private static GitState.WorkTree workTree(Status status) {
        boolean dirty = Stream.concat(status.getUncommittedChanges().stream(), status.getUntracked().stream())
                .anyMatch(path -> path.endsWith(".yaml"));
        return dirty ? GitState.WorkTree.DIRTY : GitState.WorkTree.CLEAN;
    }
}
