package dev.asof.online.state.catalog;

import dev.asof.online.state.database.Database;
import dev.asof.online.state.database.Family;
import dev.asof.online.state.database.StateFailures;
import java.util.Arrays;
import java.util.HexFormat;

/** Reads the catalog of a database, each kind of record after those that it speaks of. */
final class CatalogReader {
    private static final byte[] KINDS = {
        MetaKeys.SOURCES,
        MetaKeys.SCHEMAS,
        MetaKeys.ENTITIES,
        MetaKeys.VIEWS,
        MetaKeys.PASSES,
        MetaKeys.FILES,
        MetaKeys.COUNTS,
        MetaKeys.ROLLS,
        MetaKeys.EMPTIED,
        MetaKeys.HORIZONS
    };

    private final Catalog catalog = new Catalog();

    Catalog read(Database database) {
        for (byte kind : KINDS) {
            database.scan(Family.META, MetaKeys.start(kind), MetaKeys.start(kind + 1), (key, value) -> {
                add(key, value);
                return true;
            });
        }
        return catalog;
    }

    private void add(byte[] key, byte[] value) {
        byte kind = key[0];
        int number = RecordReader.read(Arrays.copyOfRange(key, 1, 1 + Integer.BYTES), RecordReader::getInt);
        RecordReader.read(value, record -> {
            switch (kind) {
                case MetaKeys.SOURCES -> catalog.sources().put(record.getText(), number);
                case MetaKeys.SCHEMAS -> catalog.schemas().put(Records.schema(record), number);
                case MetaKeys.ENTITIES -> catalog.entities().put(entity(record), number);
                case MetaKeys.VIEWS -> catalog.put(Records.view(number, record, catalog::schema));
                case MetaKeys.PASSES -> catalog.passes().put(Records.pass(number, record, this::onlySourceOf));
                case MetaKeys.FILES -> catalog.put(Records.file(number, sha256Of(key), record));
                case MetaKeys.COUNTS -> catalog.putCounts(number, Records.counts(record));
                case MetaKeys.ROLLS -> catalog.put(Records.roll(number, Roll.Kind.ofCode(key[key.length - 1]), record));
                case MetaKeys.EMPTIED -> catalog.put(new EmptiedFile(number, sha256Of(key)));
                case MetaKeys.HORIZONS -> catalog.putHorizon(number, record.getLong());
                default -> throw StateFailures.damaged("a record of kind " + kind);
            }
            return kind;
        });
    }

    private Catalog.EntityName entity(RecordReader record) {
        return new Catalog.EntityName(record.getText(), catalog.schema(record.getInt()));
    }

    private static String sha256Of(byte[] key) {
        return HexFormat.of().formatHex(key, 1 + Integer.BYTES, key.length);
    }

    /** No source has the number 0, which those of passes have that no view is left of. */
    private int onlySourceOf(int view) {
        return catalog.view(view).map(known -> known.sources().getFirst()).orElse(0);
    }
}
