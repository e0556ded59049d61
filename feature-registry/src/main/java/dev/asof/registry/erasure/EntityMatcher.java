package dev.asof.registry.erasure;

import dev.asof.registry.catalog.FeatureView;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.compute.entity.EncodedKeys;
import dev.asof.registry.compute.entity.EntityKeyCodec;
import dev.asof.registry.compute.event.CheckedRows;
import dev.asof.registry.compute.event.TypeCheck;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.zone.NamedZone;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.quarantine.QuarantinedRow;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Finds rows of a source that name an erased entity, whether they are events or not. Immutable and thread-safe. */
public final class EntityMatcher {
    private final List<KeyColumns> keys;
    private final Tombstones tombstones;

    /**
     * Where a source's rows name an entity.
     *
     * @param keys the entity's keys with their types
     * @param columns per key the column of the source
     * @param zone on whose clocks times are that state no offset
     */
    public record KeyColumns(String entity, Schema keys, List<String> columns, Optional<NamedZone> zone) {
        public KeyColumns {
            columns = List.copyOf(columns);
        }

        private Schema typedColumns() {
            return new Schema(IntStream.range(0, columns.size())
                    .mapToObj(i -> new Field(columns.get(i), keys.field(i).type()))
                    .toList());
        }
    }

    private EntityMatcher(List<KeyColumns> keys, Tombstones tombstones) {
        this.keys = keys;
        this.tombstones = tombstones;
    }

    /** @param views all versions of views that read the source */
    public static EntityMatcher of(String source, Collection<FeatureView> views, Tombstones tombstones) {
        return new EntityMatcher(
                views.stream()
                        .map(view -> new KeyColumns(
                                view.entity(),
                                view.entityKeys(),
                                view.keyColumns(),
                                view.contract(source).roles().zone()))
                        .distinct()
                        .toList(),
                tombstones);
    }

    /** Tells rows in quarantine that name an erased entity, whatever source they are of. */
    public static Predicate<QuarantinedRow> ofAll(RegistrySnapshot registry, Tombstones tombstones) {
        Map<String, List<FeatureView>> views = new HashMap<>();
        registry.views()
                .forEach(view -> view.sources()
                        .forEach(source -> views.computeIfAbsent(source, each -> new ArrayList<>())
                                .add(view)));
        Map<String, EntityMatcher> matchers = new HashMap<>();
        views.forEach((source, readers) -> matchers.put(source, of(source, readers, tombstones)));
        return row -> matchers.containsKey(row.source())
                && Objects.requireNonNull(matchers.get(row.source())).names(row);
    }

    /** Finds those alone of which something may be left. */
    public EntityMatcher unfinished() {
        return new EntityMatcher(keys, tombstones.only(tombstones.unfinished()));
    }

    /** Whether no row can name one. */
    public boolean isIdle() {
        return tombstones.isEmpty();
    }

    /** Where rows name entities. */
    public List<KeyColumns> keys() {
        return keys;
    }

    public Tombstones tombstones() {
        return tombstones;
    }

    /** The rows that name an erased entity in these columns. */
    public BitSet named(KeyColumns columns, ColumnBatch rows) {
        BitSet named = new BitSet();
        if (!columns.columns().stream()
                .allMatch(name -> rows.schema().find(name).isPresent())) {
            return named;
        }
        try {
            CheckedRows typed = new TypeCheck(columns.typedColumns(), columns.zone()).check(rows);
            int[] whole = wholeRows(typed);
            EncodedKeys encoded =
                    new EntityKeyCodec(columns.keys()).encode(typed.rows().columns(), whole);
            for (int i = 0; i < whole.length; i++) {
                if (tombstones.contains(columns.entity(), columns.keys(), encoded.key(i))) {
                    named.set(whole[i]);
                }
            }
        } catch (AsofException e) {
            if (e.code() != ErrorCode.INVALID_INPUT_FILE) {
                throw e;
            }
            // Of a type that can never become the key's: the rows name nobody.
        }
        return named;
    }

    /** Those without a null in a key. */
    private static int[] wholeRows(CheckedRows typed) {
        List<Column> nullable =
                typed.rows().columns().stream().filter(Column::mayHaveNulls).toList();
        return nullable.isEmpty()
                ? typed.validRows()
                : IntStream.of(typed.validRows())
                        .filter(row -> nullable.stream().noneMatch(column -> column.isNull(row)))
                        .toArray();
    }

    /** Whether a row in quarantine names an erased entity. */
    public boolean names(QuarantinedRow row) {
        if (isIdle()) {
            return false;
        }
        return keys.stream().anyMatch(columns -> names(columns, row));
    }

    private boolean names(KeyColumns columns, QuarantinedRow row) {
        List<QuarantinedRow.Cell> cells = row.cells().stream()
                .filter(cell -> columns.columns().contains(cell.column()))
                .toList();
        Schema asTheyCame = new Schema(cells.stream()
                .map(cell -> new Field(cell.column(), cell.type()))
                .toList());
        CheckedRows typed = new TypeCheck(asTheyCame, Optional.empty()).check(texts(cells));
        return typed.valid()[0] && !named(columns, typed.rows()).isEmpty();
    }

    private static ColumnBatch texts(List<QuarantinedRow.Cell> cells) {
        List<Field> fields = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (QuarantinedRow.Cell cell : cells) {
            ColumnBuilder text = new ColumnBuilder(ScalarType.STRING);
            Optional<String> value = cell.text();
            value.ifPresentOrElse(text::appendText, text::appendNull);
            fields.add(new Field(cell.column(), ScalarType.STRING));
            columns.add(text.build());
        }
        return new ColumnBatch(new Schema(fields), columns, 1);
    }
}
