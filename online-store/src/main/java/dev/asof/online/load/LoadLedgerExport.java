package dev.asof.online.load;

import dev.asof.online.live.LiveCatalog;
import dev.asof.online.live.LiveSource;
import dev.asof.online.live.LiveView;
import dev.asof.online.state.StateStore;
import dev.asof.online.state.catalog.LoadPass;
import dev.asof.online.state.catalog.StoredFile;
import dev.asof.registry.archive.LoadLedger;
import dev.asof.registry.archive.LoadedFile;
import dev.asof.registry.repository.FeatureRepository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/** Tells offline builds which files were loaded when. The state is what counts; the ledger beside the archive follows it. */
public final class LoadLedgerExport {
    private final StateStore state;
    private final FeatureRepository repository;

    public LoadLedgerExport(StateStore state, FeatureRepository repository) {
        this.state = state;
        this.repository = repository;
    }

    /** Brings the ledgers of all sources up to date, where they are not: another version may mean what a loaded one does. */
    public void export(LiveCatalog catalog) {
        catalog.sources().forEach(this::export);
    }

    /** Brings the ledger of a source up to date, where it is not. */
    public void export(LiveSource source) {
        LoadLedger ledger = new LoadLedger(loads(source));
        Path folder = repository.archiveFolder(source.name());
        if (!ledger.equals(LoadLedger.read(folder))) {
            ledger.write(folder);
        }
    }

    private List<LoadedFile> loads(LiveSource source) {
        List<LoadedFile> loads = new ArrayList<>();
        List<StoredFile> files = state.files(source.id()).stream()
                .filter(file -> file.counts().rows() > 0)
                .toList();
        for (StoredFile file : files) {
            for (LiveView view : source.views()) {
                state.passes(view.stored(), source.id(), file.sha256()).stream()
                        .filter(LoadPass::isCommitted)
                        .forEach(pass -> loads.add(load(view, file, pass)));
            }
        }
        loads.sort(Comparator.comparingLong(LoadedFile::acceptedAtMicros)
                .thenComparing(LoadedFile::view)
                .thenComparing(LoadedFile::sha256));
        return loads;
    }

    private static LoadedFile load(LiveView view, StoredFile file, LoadPass pass) {
        OptionalLong until =
                pass.untilMicros() == LoadPass.TO_THE_END ? OptionalLong.empty() : OptionalLong.of(pass.untilMicros());
        return new LoadedFile(view.id().toString(), file.sha256(), file.path(), until, pass.acceptedAtMicros());
    }
}
