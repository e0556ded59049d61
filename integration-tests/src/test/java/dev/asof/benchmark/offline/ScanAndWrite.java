package dev.asof.benchmark.offline;

import dev.asof.offline.parquet.EncodedRowGroup;
import dev.asof.offline.parquet.ParquetFile;
import dev.asof.offline.parquet.ParquetOutput;
import dev.asof.offline.parquet.ParquetRows;
import dev.asof.offline.sweep.Workers;
import dev.asof.offline.table.ScanBuffers;
import dev.asof.registry.catalog.FeatureCompiler;
import dev.asof.registry.catalog.FeatureView;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.catalog.RegistryStore;
import dev.asof.registry.compute.program.FeatureProgram;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.plan.FeaturePlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The least that a build could do: read the columns of the sources, and write rows that are there already. */
final class ScanAndWrite implements Runnable {
    private final Path written;
    private final int threads;
    private final List<String> columns;
    private final List<ParquetFile> events;
    private final List<ColumnBatch> rows = new ArrayList<>();

    /** @param built a training set of the service, which is held in memory from here on */
    ScanAndWrite(Path repository, String service, Path built, int threads) {
        this.written = built.resolveSibling("written-again.parquet");
        this.threads = threads;
        this.columns = columns(RegistryStore.of(repository).load(), service);
        this.events = events(repository);
        ParquetFile file = ParquetFile.open(built);
        for (int rowGroup = 0; rowGroup < file.partCount(); rowGroup++) {
            read(file, rowGroup, file.schema().names(), new ScanBuffers(), rows);
        }
    }

    /** Takes what the constructor takes, and does it once. */
    public static void main(String[] arguments) {
        new ScanAndWrite(Path.of(arguments[0]), arguments[1], Path.of(arguments[2]), Integer.parseInt(arguments[3]))
                .run();
    }

    private static List<String> columns(RegistrySnapshot registry, String service) {
        TreeSet<String> names = new TreeSet<>();
        FeaturePlan plan =
                FeaturePlan.of(registry, registry.requireService(service).features());
        for (FeatureView view : plan.distinctViews()) {
            FeatureProgram program = FeatureCompiler.compile(view);
            names.addAll(program.keyColumns());
            names.addAll(program.keptColumns().names());
        }
        return List.copyOf(names);
    }

    private static List<ParquetFile> events(Path repository) {
        try (Stream<Path> files = Files.list(repository.resolve("events"))) {
            return files.sorted().map(ParquetFile::open).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void run() {
        try (Workers workers = new Workers(threads)) {
            scan(workers);
            write(workers);
        }
    }

    private void scan(Workers workers) {
        ScanBuffers buffers = new ScanBuffers();
        List<Runnable> tasks = new ArrayList<>();
        for (ParquetFile file : events) {
            for (int rowGroup = 0; rowGroup < file.partCount(); rowGroup++) {
                int number = rowGroup;
                tasks.add(() -> read(file, number, columns, buffers, null));
            }
        }
        workers.run(tasks);
    }

    private static void read(
            ParquetFile file,
            int rowGroup,
            List<String> columns,
            ScanBuffers buffers,
            @Nullable List<ColumnBatch> target) {
        try (ParquetRows batches = file.rows(rowGroup, columns, buffers)) {
            for (Optional<ColumnBatch> batch = batches.next(); batch.isPresent(); batch = batches.next()) {
                if (target != null) {
                    target.add(batch.get());
                }
            }
        }
    }

    private void write(Workers workers) {
        EncodedRowGroup[] encoded = new EncodedRowGroup[rows.size()];
        List<Runnable> tasks = new ArrayList<>();
        for (int i = 0; i < encoded.length; i++) {
            int number = i;
            tasks.add(() -> encoded[number] = EncodedRowGroup.of(rows.get(number)));
        }
        workers.run(tasks);
        try (ParquetOutput output =
                ParquetOutput.create(written, rows.getFirst().schema())) {
            for (EncodedRowGroup rowGroup : encoded) {
                try (rowGroup) {
                    output.append(rowGroup);
                }
            }
            output.commit(Map.of());
        }
    }
}
