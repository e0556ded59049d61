package dev.asof.cli.dataset;

import dev.asof.cli.client.AsofClient;
import dev.asof.cli.context.Context;
import dev.asof.cli.store.ServerOption;
import dev.asof.offline.input.SourceFiles;
import dev.asof.online.state.database.StoreOwner;
import dev.asof.registry.catalog.EventSource;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.FeatureRepository;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options of having a server archive what it accepted and keeps in its store alone, so that a build reads it: what is accepted goes to
 * the archive minutes later otherwise.
 */
final class FlushOption {
    private static final String REMEDY =
            " Where a server was killed here, 'asof status' archives what it left. --no-flush reads the archive as it is.";

    @Option(
            names = "--no-flush",
            description =
                    "Read the archive of ingested events as it is. Otherwise the server first archives what it accepted"
                            + " lately, where one is named or runs on the repository's store.")
    private boolean isOff;

    @Mixin
    private final ServerOption server = new ServerOption();

    /**
     * Has what was accepted of these sources archived, where there is a server.
     *
     * @return why that could not be done; whatever is not archived yet is then missing from the archive
     */
    Optional<AsofException> flush(Context context, List<EventSource> sources) {
        FeatureRepository repository = context.repository();
        List<String> names = sources.stream()
                .filter(source -> mayBeIngested(repository, source))
                .map(EventSource::name)
                .toList();
        if (isOff || names.isEmpty()) {
            return Optional.empty();
        }
        if (!server.isAny(context)) {
            return StoreOwner.of(repository.onlineFolder()).map(FlushOption::unserved);
        }
        try (AsofClient client = server.connect(context)) {
            client.flushArchive(names);
            return Optional.empty();
        } catch (AsofException e) {
            return Optional.of(new AsofException(e.code(), told(Objects.requireNonNull(e.getMessage())), e));
        }
    }

    /** Not where files feed a source without a unique key: then nothing else does. */
    private static boolean mayBeIngested(FeatureRepository repository, EventSource source) {
        return !source.uniqueKey().isEmpty() || !SourceFiles.areThere(repository.root(), source);
    }

    private static AsofException unserved(StoreOwner owner) {
        return new AsofException(
                ErrorCode.STORE_OWNED,
                told("The online store says that it is open in " + owner.describe() + ", and that answers nobody."));
    }

    private static String told(String reason) {
        return "Cannot have events archived that were accepted lately, so a build leaves them out. " + reason + REMEDY;
    }
}
