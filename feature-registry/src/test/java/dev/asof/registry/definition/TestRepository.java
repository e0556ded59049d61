package dev.asof.registry.definition;

import dev.asof.registry.catalog.Definitions;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.diagnostic.Diagnostic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A folder of definition files, and the columns of the files that its sources have, which are only said to be there. */
public final class TestRepository {
    private final Path folder;
    private final Map<String, List<SourceSchema.FileColumn>> files = new LinkedHashMap<>();

    public TestRepository(Path folder) {
        this.folder = folder;
    }

    /** The plain case: one entity, a declared source, a view and a service. */
    public static final String PAYMENTS = """
            entity: card
            keys: {card_id: int64}
            ---
            source: payments
            path: data/payments.parquet
            event_time: paid_at
            columns:
              card_id: int64
              paid_at: timestamp
              amount: {type: float64, min: 0}
              country: string
            ---
            feature_view: card_spend
            version: 1
            entity: card
            source: payments
            where: amount > 0
            features:
              payments_7d: {aggregate: count(*), window: 7d}
              spend_30d: {aggregate: sum(amount), window: 30d, default: 0}
              last_country: {latest: country, max_age: 365d}
            ---
            feature_service: fraud
            version: 1
            features: [card_spend@1:*]
            """;

    public Path folder() {
        return folder;
    }

    /** Writes a definition file. */
    public TestRepository with(String name, String yaml) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, yaml);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says that files under {@code path} have this column. */
    public TestRepository withColumn(String path, String name, ScalarType type) {
        return withColumn(
                path, new SourceSchema.FileColumn(name, Optional.of((DataType) type), type.displayName(), true));
    }

    /** Says that files under {@code path} have a column of a type that isn't read. */
    public TestRepository withUnsupportedColumn(String path, String name, String fileType) {
        return withColumn(path, new SourceSchema.FileColumn(name, Optional.empty(), fileType, true));
    }

    private TestRepository withColumn(String path, SourceSchema.FileColumn column) {
        files.computeIfAbsent(path, any -> new ArrayList<>()).add(column);
        return this;
    }

    public DefinitionCheck check() {
        return check(RegistrySnapshot.EMPTY);
    }

    public DefinitionCheck check(RegistrySnapshot registry) {
        return new DefinitionReader((repository, location) ->
                        Optional.ofNullable(files.get(location.path())).map(SourceSchema::new))
                .check(folder, registry);
    }

    /** The definitions, which have no problem. */
    public Definitions definitions() {
        return check().definitions();
    }

    /** {@code line:column: message} of each problem, and {@code file:} before it where there are several files. */
    public List<String> problems() {
        return problems(RegistrySnapshot.EMPTY);
    }

    public List<String> problems(RegistrySnapshot registry) {
        List<Diagnostic> problems = check(registry).problems();
        boolean oneFile = problems.stream().map(Diagnostic::file).distinct().count() <= 1;
        return problems.stream()
                .map(problem -> (oneFile ? "" : problem.file() + ":") + problem.line() + ":" + problem.column() + ": "
                        + problem.message())
                .toList();
    }
}
