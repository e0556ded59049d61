package dev.asof.online.load;

import dev.asof.online.live.LiveSource;
import dev.asof.online.state.catalog.StoredFile;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Files that were loaded and whose content is no longer among the files of their source. The rows of a source are those
 * of its files as they are now, so offline does not see these rows any more, while the state still has them.
 */
final class ChangedFiles {
    private ChangedFiles() {}

    /** By path; a file without rows has changed nothing. */
    static List<StoredFile> of(List<SourceFile> files, List<StoredFile> loaded) {
        Set<String> present = files.stream().map(SourceFile::sha256).collect(Collectors.toSet());
        return loaded.stream()
                .filter(file -> file.isLoaded() && file.counts().rows() > 0 && !present.contains(file.sha256()))
                .sorted(Comparator.comparing(StoredFile::path))
                .toList();
    }

    /** @throws AsofException FILES_CHANGED if there are any */
    static void requireNone(LiveSource source, List<SourceFile> files, List<StoredFile> loaded) {
        List<StoredFile> changed = of(files, loaded);
        if (!changed.isEmpty()) {
            throw refused(source, changed, files);
        }
    }

    private static AsofException refused(LiveSource source, List<StoredFile> changed, List<SourceFile> files) {
        String first = changed.getFirst().path();
        boolean isThere = files.stream().anyMatch(file -> file.path().equals(first));
        int more = changed.size() - 1;
        return new AsofException(
                ErrorCode.FILES_CHANGED,
                "Cannot load source '" + source.name() + "': " + first + " was loaded and "
                        + (isThere ? "has changed since" : "is no longer among its files")
                        + (more == 0 ? "" : " (and " + more + (more == 1 ? " more file)" : " more files)"))
                        + ", so the online store has rows that offline does not see. Put back what was loaded, or run"
                        + " 'asof load --rebuild " + source.name() + "'.");
    }
}
