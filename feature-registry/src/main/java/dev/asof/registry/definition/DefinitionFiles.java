package dev.asof.registry.definition;

import dev.asof.registry.diagnostic.FileProblem;
import dev.asof.registry.diagnostic.Problems;
import dev.asof.registry.diagnostic.TextFile;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds the definition files of a repository: {@code *.yaml} at any depth, except hidden files and folders and the
 * definitions' own tests, {@code *_test.yaml}. Links to folders are not followed.
 */
final class DefinitionFiles {
    private final Path repository;
    private final Problems problems;
    private final Map<String, Path> found = new TreeMap<>();

    private DefinitionFiles(Path repository, Problems problems) {
        this.repository = repository;
        this.problems = problems;
    }

    /** The files by their path from the repository's root, with {@code /}, in order. */
    static Map<String, Path> find(Path repository, Problems problems) {
        DefinitionFiles files = new DefinitionFiles(repository, problems);
        try {
            Files.walkFileTree(repository, files.new Visitor());
        } catch (IOException e) {
            files.unreadable(repository, e);
        }
        return files.found;
    }

    private void unreadable(Path path, IOException cause) {
        problems.report(TextFile.unread(relative(path)).start(), "this cannot be read: " + FileProblem.reason(cause));
    }

    private String relative(Path path) {
        return repository.relativize(path).toString().replace('\\', '/');
    }

    private static boolean isDefinitionFile(String name) {
        return name.endsWith(".yaml") && !name.endsWith("_test.yaml") && !name.startsWith(".");
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean hidden = !folder.equals(repository)
                    && folder.getFileName().toString().startsWith(".");
            return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (isDefinitionFile(file.getFileName().toString())) {
                found.put(relative(file), file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path path, IOException cause) {
            unreadable(path, cause);
            return FileVisitResult.CONTINUE;
        }
    }
}
