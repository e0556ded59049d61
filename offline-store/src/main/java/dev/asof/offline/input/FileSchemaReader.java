package dev.asof.offline.input;

import dev.asof.offline.table.TableColumn;
import dev.asof.offline.table.TableFile;
import dev.asof.registry.catalog.SourceLocation;
import dev.asof.registry.definition.SourceSchema;
import dev.asof.registry.definition.SourceSchemaReader;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.TableFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads what columns the files of a source have. All files have to have the same, in any order. */
public final class FileSchemaReader implements SourceSchemaReader {

    @Override
    public Optional<SourceSchema> read(Path repository, SourceLocation location) {
        List<Path> files = SourceFiles.find(repository, location);
        if (files.isEmpty()) {
            SourceFiles.otherFormat(repository, location).ifPresent(format -> {
                throw wrongFormat(location, format);
            });
            return Optional.empty();
        }
        TableFile first = TableFiles.open(files.getFirst(), location);
        for (Path file : files.subList(1, files.size())) {
            requireSame(first, TableFiles.open(file, location));
        }
        return Optional.of(new SourceSchema(
                first.columns().stream().map(FileSchemaReader::column).toList()));
    }

    private static AsofException wrongFormat(SourceLocation location, TableFormat found) {
        return new AsofException(
                ErrorCode.INVALID_INPUT_FILE,
                "Cannot read the files of '" + location.path() + "': by their names they are " + found.text()
                        + ", none is "
                        + location.format().text() + ". Say 'format: " + found.text()
                        + "' in the source, or check its path.");
    }

    private static SourceSchema.FileColumn column(TableColumn column) {
        return new SourceSchema.FileColumn(column.name(), column.type(), column.description(), column.nullable());
    }

    private static void requireSame(TableFile first, TableFile other) {
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

    private static Map<String, String> descriptions(TableFile file) {
        Map<String, String> descriptions = new TreeMap<>();
        file.columns().forEach(column -> descriptions.put(column.name(), column.description()));
        return descriptions;
    }

    private static AsofException disagreement(
            String column, TableFile first, String expected, TableFile other, String found) {
        return new AsofException(
                ErrorCode.INVALID_INPUT_FILE,
                "Cannot take the files as one source: column '" + column + "' is " + expected + " in " + first.path()
                        + " and " + found + " in " + other.path() + ". Write them with one schema.");
    }
}
