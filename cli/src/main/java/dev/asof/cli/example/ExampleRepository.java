package dev.asof.cli.example;

import dev.asof.offline.parquet.ParquetOutput;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.diagnostic.FileProblem;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** The example repository: the definitions of {@code examples/card-payments}, and data that is made up on the spot. */
public final class ExampleRepository {
    /** The files of {@code examples/card-payments}. */
    public static final List<String> FILES = List.of(
            ".gitignore",
            "README.md",
            "card_spending.yaml",
            "entities.yaml",
            "fraud_check.yaml",
            "payments.yaml",
            "terminal_risk.yaml");

    private static final String RESOURCES = "card-payments/";

    private ExampleRepository() {}

    /**
     * Writes the repository, all of it or nothing.
     *
     * @param folder not there yet, or empty
     */
    public static void write(Path folder) {
        requireNothingIn(folder);
        Path unfinished = folder.resolveSibling("." + folder.getFileName() + ".unfinished");
        try {
            Files.createDirectories(unfinished);
            copyDefinitions(unfinished);
            writeData(unfinished.resolve("data"));
            Files.deleteIfExists(folder);
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
            startGit(folder);
        } catch (IOException e) {
            throw new AsofException(
                    ErrorCode.IO_FAILED,
                    "Cannot write a feature repository to " + folder + ": " + FileProblem.reason(e, folder) + ".",
                    e);
        } finally {
            delete(unfinished);
        }
    }

    /** The file as it is shipped. */
    static InputStream open(String file) {
        return Objects.requireNonNull(
                ExampleRepository.class.getResourceAsStream(RESOURCES + file), "The build lacks " + file);
    }

    private static void requireNothingIn(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            if (files.findAny().isEmpty()) {
                return;
            }
        } catch (IOException e) {
            // Not a folder, or one that nobody may look into: told below.
        }
        throw new AsofException(
                ErrorCode.INVALID_ARGUMENT,
                "Cannot start a feature repository in " + folder + ": it exists and is not an empty folder."
                        + " Name a new one.");
    }

    private static void copyDefinitions(Path folder) throws IOException {
        for (String file : FILES) {
            try (InputStream content = open(file)) {
                Files.copy(content, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void writeData(Path data) throws IOException {
        Files.createDirectories(data);
        CardPayments payments = CardPayments.generate();
        writeParquet(data.resolve("payments.parquet"), payments.rows());
        writeParquet(data.resolve("labels.parquet"), payments.labels());
        Files.writeString(data.resolve("new_payments.ndjson"), payments.newPayments());
    }

    private static void writeParquet(Path file, ColumnBatch rows) {
        try (ParquetOutput output = ParquetOutput.create(file, rows.schema())) {
            output.append(rows);
            output.commit(Map.of());
        }
    }

    /** Makes it a Git repository, unless it lies in one. */
    private static void startGit(Path folder) {
        boolean isInGit =
                new FileRepositoryBuilder().findGitDir(folder.toFile()).getGitDir() != null;
        if (isInGit) {
            return;
        }
        try (Git git = Git.init()
                .setDirectory(folder.toFile())
                .setInitialBranch("main")
                .call()) {
            git.getRepository().getConfig();
        } catch (GitAPIException e) {
            throw new AsofException(
                    ErrorCode.IO_FAILED, "Cannot start a Git repository in " + folder + ": " + e.getMessage() + ".", e);
        }
    }

    /** Commits the definitions, as their author would. */
    public static void commit(Path folder) {
        PersonIdent author = new PersonIdent("Asof demo", "demo@asof.dev");
        try (Git git = Git.open(folder.toFile())) {
            git.add().addFilepattern(".").call();
            git.commit()
                    .setMessage("Features of cards and terminals")
                    .setAuthor(author)
                    .setCommitter(author)
                    .setSign(false)
                    .setNoVerify(true)
                    .call();
        } catch (IOException | GitAPIException e) {
            throw new AsofException(
                    ErrorCode.IO_FAILED, "Cannot commit the definitions in " + folder + ": " + e.getMessage() + ".", e);
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new AsofException(
                    ErrorCode.IO_FAILED, "Cannot take away " + folder + ": " + FileProblem.reason(e, folder) + ".", e);
        }
    }
}
