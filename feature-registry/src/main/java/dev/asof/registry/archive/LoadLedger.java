package dev.asof.registry.archive;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The loads of a source's files into the online store, oldest first, kept in {@code loads.json} of the source's archive
 * folder. Immutable.
 */
public record LoadLedger(List<LoadedFile> loads) {
    /** No loads. */
    public static final LoadLedger EMPTY = new LoadLedger(List.of());

    /** The acceptance of an event that the server never took. */
    public static final long NEVER = Long.MAX_VALUE;

    public LoadLedger {
        loads = List.copyOf(loads);
    }

    /**
     * Reads a source's ledger; empty where there is none.
     *
     * @param archiveFolder {@code FeatureRepository.archiveFolder(source)}
     * @throws dev.asof.registry.error.AsofException if it is damaged or of another format version
     */
    public static LoadLedger read(Path archiveFolder) {
        return LoadLedgerJson.read(archiveFolder);
    }

    /** Writes this as the source's ledger, all or nothing, durable when done. */
    public void write(Path archiveFolder) {
        LoadLedgerJson.write(this, archiveFolder);
    }

    /** This ledger and one more load. */
    public LoadLedger plus(LoadedFile load) {
        List<LoadedFile> all = new ArrayList<>(loads);
        all.add(load);
        return new LoadLedger(all);
    }

    /** The loads of one file for one view. */
    public LoadLedger of(String view, String sha256) {
        return new LoadLedger(loads.stream()
                .filter(load -> load.view().equals(view) && load.sha256().equals(sha256))
                .toList());
    }

    /** The loads of some files, chosen by the hashes of their contents. */
    public LoadLedger ofContents(Predicate<String> sha256) {
        return new LoadLedger(
                loads.stream().filter(load -> sha256.test(load.sha256())).toList());
    }

    /** When the first of these loads took an event of that time, or {@link #NEVER}; in microseconds. */
    public long acceptedAtMicros(long eventTimeMicros) {
        long first = NEVER;
        for (LoadedFile load : loads) {
            if (load.covers(eventTimeMicros)) {
                first = Math.min(first, load.acceptedAtMicros());
            }
        }
        return first;
    }
}
