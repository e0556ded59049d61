package dev.asof.online.state.catalog;

import dev.asof.online.state.database.Family;
import java.util.HexFormat;

/**
 * The keys of {@link Family#META}, told apart by their first byte.
 *
 * <pre>
 * key := 01                          the last acceptance
 *      | 02 source                   a source
 *      | 03 schema                   a schema
 *      | 04 view                     a view
 *      | 05 pass                     a load pass
 *      | 06 source sha256            a loaded file; 32 bytes
 *      | 07 source                   a source's counts
 *      | 08 source kind              a file being written; 1 byte
 *      | 09 entity                   an entity
 *      | 0A source sha256            a file of the quarantine that is to be removed; 32 bytes
 *      | 0B view                     the horizon of a view, out of which events were taken that matter only before it
 *      | 0C key                      an entity that was erased, by its key in {@link Family#ENTITIES}, whose bytes may be in files
 *
 * source, schema, view, pass, entity := number, 4 bytes big-endian
 * </pre>
 */
final class MetaKeys {
    static final byte[] LAST_ACCEPTANCE = {1};
    static final byte SOURCES = 2;
    static final byte SCHEMAS = 3;
    static final byte VIEWS = 4;
    static final byte PASSES = 5;
    static final byte FILES = 6;
    static final byte COUNTS = 7;
    static final byte ROLLS = 8;
    static final byte ENTITIES = 9;
    static final byte EMPTIED = 10;
    static final byte HORIZONS = 11;
    static final byte REMOVED = 12;

    private MetaKeys() {}

    static byte[] of(byte kind, int number) {
        return new RecordWriter().putByte(kind).putInt(number).done();
    }

    static byte[] ofFile(int source, String sha256) {
        return ofHash(FILES, source, sha256);
    }

    static byte[] ofEmptied(EmptiedFile file) {
        return ofHash(EMPTIED, file.source(), file.rowsSha256());
    }

    private static byte[] ofHash(byte kind, int source, String sha256) {
        return new RecordWriter()
                .putByte(kind)
                .putInt(source)
                .putBytes(HexFormat.of().parseHex(sha256))
                .done();
    }

    /** @param key of {@link Family#ENTITIES} */
    static byte[] ofRemoved(byte[] key) {
        return new RecordWriter().putByte(REMOVED).putBytes(key).done();
    }

    static byte[] ofRoll(int source, Roll.Kind kind) {
        return new RecordWriter()
                .putByte(ROLLS)
                .putInt(source)
                .putByte(kind.code())
                .done();
    }

    /** The first key of a kind; of the kind after it, the end. */
    static byte[] start(int kind) {
        return new byte[] {(byte) kind};
    }
}
