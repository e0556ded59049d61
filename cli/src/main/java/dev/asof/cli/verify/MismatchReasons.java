package dev.asof.cli.verify;

import dev.asof.cli.verify.AnswerComparison.Findings;
import dev.asof.offline.archive.EventArchive;
import dev.asof.offline.input.InputChoice;
import dev.asof.offline.input.SourceFiles;
import dev.asof.registry.archive.LoadLedger;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.erasure.ErasureFolder;
import dev.asof.registry.plan.FeaturePlan;
import dev.asof.registry.repository.FeatureRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What there is to say about why a server and an offline build differ, where that is as it has to be. */
record MismatchReasons(FeatureRepository repository, RegistrySnapshot registry, FeaturePlan plan, InputChoice inputs) {

    /** For people, a line each. */
    List<String> of(Findings findings) {
        List<String> reasons = new ArrayList<>();
        long others = findings.mismatches() - findings.mismatchesOfErased();
        if (findings.mismatchesOfErased() > 0) {
            reasons.add(
                    "The server answers for an erased entity as for one never seen, and what was read offline has rows"
                            + " of it. " + whereErasedAre() + (others == 0 ? " All other values are the same." : ""));
        }
        if (others > 0) {
            reasons.addAll(unread());
        }
        return reasons;
    }

    /** Rows that came after the erasure, which other entities share, are told of by no receipt. */
    private String whereErasedAre() {
        List<String> places = new ArrayList<>();
        Set<String> sharing = new ErasureFolder(repository).receipts().sharingSources();
        List<String> archives = inputs == InputChoice.FILES ? List.of() : sources(sharing::contains);
        if (!archives.isEmpty()) {
            places.add(
                    "Those in the archive of " + String.join(", ", archives) + " are events of other entities, too, and"
                            + " would not be the same without its keys: no rebuild takes their mismatches away.");
        }
        List<String> files = inputs == InputChoice.ARCHIVE ? List.of() : sources(this::hasFiles);
        if (!files.isEmpty()) {
            places.add("Take those in the files of " + String.join(", ", files)
                    + " out there, and run 'asof load --rebuild " + String.join(" --rebuild ", files) + "'.");
        }
        return places.isEmpty()
                ? "They are events of other entities, too, that came after it was erased: no rebuild takes their mismatches away."
                : String.join(" ", places);
    }

    private List<String> unread() {
        List<String> sources = switch (inputs) {
            case ALL -> List.<String>of();
            case ARCHIVE ->
                sources(source -> !LoadLedger.read(repository.archiveFolder(source))
                        .loads()
                        .isEmpty());
            case FILES ->
                sources(source ->
                        !EventArchive.files(repository.archiveFolder(source)).isEmpty());
        };
        if (sources.isEmpty()) {
            return List.of();
        }
        String names = String.join(", ", sources);
        return List.of((inputs == InputChoice.ARCHIVE
                        ? "Offline has read the archive alone, and the server has loaded files of " + names
                                + " as well: what is in them alone differs."
                        : "Offline has read files alone, and the server has accepted other events of " + names
                                + " as well: these differ.")
                + " --inputs all reads both.");
    }

    private boolean hasFiles(String source) {
        return SourceFiles.areThere(repository.root(), registry.requireSource(source));
    }

    /** Those that the plan's views read, by name. */
    private List<String> sources(Predicate<String> wanted) {
        return plan.sources().stream().filter(wanted).toList();
    }
}
