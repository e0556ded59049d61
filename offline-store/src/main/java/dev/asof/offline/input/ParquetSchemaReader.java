package dev.asof.offline.input;

import dev.asof.offline.parquet.ParquetColumn;
import dev.asof.offline.parquet.ParquetFile;
import dev.asof.registry.definition.SourceSchema;
import dev.asof.registry.definition.SourceSchemaReader;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads what columns the Parquet files of a source have. All files have to have the same, in any order. */
public final class ParquetSchemaReader implements SourceSchemaReader {

    @Override
    public Optional<SourceSchema> read(Path repository, String path) {
        List<Path> files = SourceFiles.find(repository, path);
        if (files.isEmpty()) {
            return Optional.empty();
        }
        ParquetFile first = ParquetFile.open(files.getFirst());
        for (Path file : files.subList(1, files.size())) {
            requireSame(first, ParquetFile.open(file));
        }
        return Optional.of(new SourceSchema(
                first.columns().stream().map(ParquetSchemaReader::column).toList()));
    }

    private static SourceSchema.FileColumn column(ParquetColumn column) {
        return new SourceSchema.FileColumn(column.name(), column.type(), column.description(), column.nullable());
    }

    private static void requireSame(ParquetFile first, ParquetFile other) {
        Map<String, String> expected = descriptions(first);
        Map<String, String> found = descriptions(other);
        expected.forEach((column, description) -> {
            if (!found.containsKey(column)) {
                throw disagreement(column, first, description, other, "missing");
            }
            if (!description.equals(found.get(column))) {
                throw disagreement(column, first, description, other, found.get(column));
            }
        });
        found.forEach((column, description) -> {
            if (!expected.containsKey(column)) {
                throw disagreement(column, first, "missing", other, description);
            }
        });
    }

    private static Map<String, String> descriptions(ParquetFile file) {
        Map<String, String> descriptions = new TreeMap<>();
        file.columns().forEach(column -> descriptions.put(column.name(), column.description()));
        return descriptions;
    }

    private static AsofException disagreement(
            String column, ParquetFile first, String expected, ParquetFile other, String found) {
        return new AsofException(
                ErrorCode.INVALID_INPUT_FILE,
                "Cannot take the files as one source: column '" + column + "' is " + expected + " in " + first.path()
                        + " and " + found + " in " + other.path() + ". Write them with one schema.");
    }
}
