package dev.asof.offline.input;

import dev.asof.offline.archive.EventArchive;
import dev.asof.offline.parquet.ParquetFile;
import dev.asof.offline.table.TableFile;
import dev.asof.registry.archive.LoadLedger;
import dev.asof.registry.archive.LoadedFile;
import dev.asof.registry.catalog.EventSource;
import dev.asof.registry.catalog.FeatureCompiler;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.compute.admission.RowAdmission;
import dev.asof.registry.compute.admission.SourceAdmission;
import dev.asof.registry.compute.event.OnViolation;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.FeatureRepository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rows of one source, as they are now. Each content stands once, however many files hold it.
 *
 * @param files the source's own files first, then the archive's, each sorted by path
 * @param ledger which of the files a server loaded, and when
 * @param admission judges the rows for all applied versions of views, not only for those that are asked
 */
public record SourceInput(
        String source, List<DataFile> files, LoadLedger ledger, OnViolation onViolation, SourceAdmission admission) {

    public SourceInput {
        files = List.copyOf(files);
    }

    /** Finds all rows of a source, as {@link #find(FeatureRepository, RegistrySnapshot, String, InputChoice, FileSelection)} does. */
    public static SourceInput find(
            FeatureRepository repository, RegistrySnapshot registry, String name, InputChoice choice) {
        return find(repository, registry, name, choice, FileSelection.ALL);
    }

    /**
     * Finds rows of a source.
     *
     * @param selection of which files; loads of others are left out of the ledger, also of those that are gone
     * @throws AsofException {@code NO_DATA} if there are none, {@code FEEDING_CONFLICT} if there are both files and
     *     archived events of a source without a unique key, {@code INVALID_INPUT_FILE} if a file cannot be read
     */
    public static SourceInput find(
            FeatureRepository repository,
            RegistrySnapshot registry,
            String name,
            InputChoice choice,
            FileSelection selection) {
        EventSource source = registry.requireSource(name);
        List<DataFile> taken = files(repository, source, choice).stream()
                .filter(file -> selection.takes(name, file.sha256()))
                .toList();
        requireAny(repository, source, choice, taken);
        requireOneFeeding(source, taken);
        LoadLedger ledger = choice == InputChoice.ARCHIVE
                ? LoadLedger.EMPTY
                : LoadLedger.read(repository.archiveFolder(name)).ofContents(sha256 -> selection.takes(name, sha256));
        return new SourceInput(name, taken, ledger, source.onViolation(), admission(registry, source));
    }

    /**
     * The files of a source, its own before the archive's, each sorted by path; each content once.
     *
     * @throws AsofException {@code INVALID_INPUT_FILE} if one cannot be read
     */
    public static List<DataFile> files(FeatureRepository repository, EventSource source, InputChoice choice) {
        List<DataFile> files = new ArrayList<>();
        Set<String> contents = new HashSet<>();
        if (choice != InputChoice.ARCHIVE) {
            add(SourceFiles.open(repository.root(), source), DataFile.Origin.FILE, contents, files);
        }
        if (choice != InputChoice.FILES) {
            add(archived(repository.archiveFolder(source.name())), DataFile.Origin.ARCHIVE, contents, files);
        }
        return files;
    }

    private static Set<String> contents(List<DataFile> files) {
        return files.stream().map(DataFile::sha256).collect(Collectors.toSet());
    }

    private static SourceAdmission admission(RegistrySnapshot registry, EventSource source) {
        return source.admission(registry.views().stream()
                .filter(view -> view.reads(source.name()))
                .map(FeatureCompiler::compileForEvents)
                .toList());
    }

    /**
     * Requires that all files which the server loaded are there: without one of them nobody can tell what the server
     * could have known.
     *
     * @throws AsofException {@code FILES_CHANGED}
     */
    public void requireLoadedFiles() {
        Set<String> present = contents(files);
        for (LoadedFile load : ledger.loads()) {
            if (!present.contains(load.sha256())) {
                throw new AsofException(
                        ErrorCode.FILES_CHANGED,
                        "Cannot replay source '" + source + "': the online store loaded " + load.path()
                                + ", which has changed since or is no longer among its files. Put back what was loaded,"
                                + " or run 'asof load --rebuild " + source + "'.");
            }
        }
    }

    /** Whether rows of one of the files are offered to a version of a view. */
    public boolean isFor(RowAdmission version, DataFile file) {
        Schema types = file.table().schema();
        return switch (file.origin()) {
            case FILE -> admission.isFor(version, types);
            case ARCHIVE -> admission.isForArchived(version, types);
        };
    }

    private static List<ParquetFile> archived(Path folder) {
        return EventArchive.files(folder).parallelStream()
                .map(ParquetFile::open)
                .toList();
    }

    private static void add(
            List<? extends TableFile> opened, DataFile.Origin origin, Set<String> contents, List<DataFile> files) {
        List<DataFile> found = opened.parallelStream()
                .map(file -> new DataFile(file, origin, TableFiles.contentHash(file)))
                .toList();
        found.stream().filter(file -> contents.add(file.sha256())).forEach(files::add);
    }

    private static void requireAny(
            FeatureRepository repository, EventSource source, InputChoice choice, List<DataFile> files) {
        if (!files.isEmpty()) {
            return;
        }
        boolean isArchived =
                !EventArchive.files(repository.archiveFolder(source.name())).isEmpty();
        String remedy = switch (choice) {
            case FILES ->
                "no file matches " + source.path()
                        + (isArchived
                                ? ", but events were ingested. Read them from the archive, with --inputs all."
                                : ". Check the source's path.");
            case ARCHIVE -> "no event was archived. Ingest some, or read the files, with --inputs all.";
            case ALL ->
                "no file matches " + source.path()
                        + ", and no event was archived. Check the source's path, or ingest events.";
        };
        throw new AsofException(ErrorCode.NO_DATA, "Cannot read source '" + source.name() + "': " + remedy);
    }

    private static void requireOneFeeding(EventSource source, List<DataFile> files) {
        boolean isFedTwice = Stream.of(DataFile.Origin.values())
                .allMatch(origin -> files.stream()
                        .anyMatch(
                                file -> file.origin() == origin && file.table().rowCount() > 0));
        if (source.uniqueKey().isEmpty() && isFedTwice) {
            throw new AsofException(
                    ErrorCode.FEEDING_CONFLICT,
                    "Cannot read source '" + source.name() + "': it has both files and ingested events, and no"
                            + " unique_key that tells whether they are the same. Declare a unique_key, or read"
                            + " either the files or the archive.");
        }
    }
}
