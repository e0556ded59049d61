package dev.asof.cli.store;

import dev.asof.cli.console.Counts;
import dev.asof.cli.console.Result;
import dev.asof.cli.context.Context;
import dev.asof.cli.context.ExitCode;
import dev.asof.cli.context.KeyTexts;
import dev.asof.cli.context.TimeText;
import dev.asof.registry.erasure.ErasureReceipt;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code asof erase}. */
@Command(
        name = "erase",
        description = "Erase an entity from the online store, the quarantine and the archive, for good.",
        footer = {
            "",
            "Keyed hashes of the forms that the entity's keys may have stay (.asof/erasure): by them, what",
            "names the entity in files, ingested events or a replay is taken no more. The receipt, which is",
            "kept there as well, names the entity by such hashes alone.",
            "",
            "The sources' own files are yours: a load passes over the entity in them, and a training set that",
            "is built from them has it until you take it out. Backups that were made before still have it.",
            "",
            "It cannot be taken back. Killed, it is finished by the next erasure or opening of the store.",
            "",
            "Examples:",
            "  asof erase customer_id=17850 --dry-run",
            "  asof erase customer_id=17850",
            "  asof erase id=5 --entity meter",
            "  asof erase customer_id=17850 --json > receipt.json"
        })
public final class EraseCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(paramLabel = "KEY=VALUE", arity = "1..*", description = "The entity's keys.")
    @SuppressWarnings("NullAway.Init")
    private List<String> keys;

    @Option(
            names = "--entity",
            paramLabel = "NAME",
            description = "The entity's name in the definitions; needed where several may have these keys.")
    private @Nullable String entity;

    @Option(names = "--dry-run", description = "Erase nothing; say what would be erased.")
    private boolean dryRun;

    @Mixin
    private final ServerOption server = new ServerOption();

    public EraseCommand(Context context) {
        this.context = context;
    }

    /** What was erased from where. */
    record Receipt(
            List<String> tombstones,
            Instant startedAt,
            Optional<Instant> finishedAt,
            ErasedState state,
            long quarantinedRows,
            List<ErasedFile> archive,
            List<String> leftKinds)
            implements Result {

        static Receipt of(ErasureReceipt receipt) {
            ErasureReceipt.State state = receipt.state();
            return new Receipt(
                    receipt.tombstones(),
                    TimeText.of(receipt.startedAtMicros()),
                    TimeText.of(receipt.finishedAtMicros()),
                    new ErasedState(state.records(), state.events(), state.blocks(), state.bytes()),
                    receipt.quarantinedRows(),
                    receipt.archive().stream().map(ErasedFile::of).toList(),
                    receipt.leftKinds());
        }

        @Override
        public void print(PrintStream out) {
            if (finishedAt.isEmpty()) {
                out.println("Would be erased; nothing was:");
            } else {
                out.println("Erased, and known by these alone:");
                tombstones.forEach(hash -> out.println("  " + hash));
            }
            out.println("  online store  " + Counts.counted(state.records(), "record") + ", "
                    + Counts.counted(state.events(), "event") + ", " + Counts.counted(state.blocks(), "block") + ", "
                    + Counts.counted(state.bytes(), "byte"));
            out.println("  quarantine    " + Counts.counted(quarantinedRows, "row"));
            long removed = archive.stream().mapToLong(ErasedFile::removed).sum();
            long blanked = archive.stream().mapToLong(ErasedFile::blanked).sum();
            long shared = archive.stream().mapToLong(ErasedFile::shared).sum();
            out.println("  archive       " + Counts.counted(removed, "row") + " of "
                    + Counts.counted(archive.size(), "file"));
            if (blanked > 0) {
                out.println("    " + Counts.counted(blanked, "row") + " of other entities without erased keys");
            }
            if (shared > 0) {
                out.println("    " + Counts.counted(shared, "row")
                        + " that keep erased keys: without them they would be no events, or others, of other entities");
            }
            if (!leftKinds.isEmpty()) {
                out.println("  Left are entities of these keys and more, each to be erased by itself: "
                        + String.join(", ", leftKinds));
            }
        }
    }

    /** What was in the online store. */
    record ErasedState(long records, long events, long blocks, long bytes) {}

    /** A file of the archive that had rows of the entity. */
    record ErasedFile(String source, String file, long removed, long blanked, long shared, String sha256Before) {
        static ErasedFile of(ErasureReceipt.ArchiveFile file) {
            return new ErasedFile(
                    file.source(), file.file(), file.removed(), file.blanked(), file.shared(), file.sha256Before());
        }
    }

    @Override
    public Integer call() {
        Map<String, String> named = KeyTexts.parse(keys);
        try (StoreAccess store = StoreAccess.open(context, server)) {
            Optional<String> kind = Optional.ofNullable(entity);
            context.show(Receipt.of(dryRun ? store.previewErasure(kind, named) : store.erase(kind, named)));
        }
        return ExitCode.DONE;
    }
}
