package dev.asof.online.load;

import dev.asof.online.live.LiveDefinitions;
import dev.asof.online.live.LiveSource;
import dev.asof.online.state.StateStore;
import dev.asof.online.state.catalog.StoredFile;
import dev.asof.registry.quarantine.QuarantineFolder;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Begins the state of a source anew. Its views get numbers that nothing was stored under, and are not loaded, so that
 * they are not answered before a load of all of their sources is finished; the events that were ingested come back from the archive with it.
 */
final class SourceRebuild {
    private final StateStore state;
    private final LiveDefinitions definitions;
    private final QuarantineFolder quarantine;

    SourceRebuild(StateStore state, LiveDefinitions definitions, QuarantineFolder quarantine) {
        this.state = state;
        this.definitions = definitions;
        this.quarantine = quarantine;
    }

    /**
     * Forgets what was loaded.
     *
     * @param files the files that the source has now
     */
    void begin(LiveSource source, List<SourceFile> files) {
        Set<String> present = files.stream().map(SourceFile::sha256).collect(Collectors.toSet());
        List<StoredFile> gone = state.files(source.id()).stream()
                .filter(file -> !present.contains(file.sha256()))
                .toList();
        definitions.renew(write -> write.forgetLoads(source.id(), present));
        state.removeForgottenBlocks();
        gone.forEach(file -> quarantine.forgetFile(source.name(), file.sha256()));
    }
}
