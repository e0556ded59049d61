package dev.asof.registry.compute.expression.kernel;

import dev.asof.registry.compute.nested.ListCodec;
import dev.asof.registry.compute.nested.MapCodec;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.MapType;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.Optional;

/**
 * What CAST does with lists and maps: their elements or values are cast, and where one fails the whole does; their text is
 * {@linkplain JsonParts JSON}.
 */
final class NestedConversions {
    private NestedConversions() {}

    static Optional<RowFunction> between(DataType from, DataType to) {
        return switch (from) {
            case ListType list when to instanceof ListType target -> ofLists(list, target);
            case MapType map when to instanceof MapType target -> ofMaps(map, target);
            case ListType list when to == ScalarType.STRING -> text(list);
            case MapType map when to == ScalarType.STRING -> text(map);
            case ScalarType scalar when scalar == ScalarType.STRING && to instanceof ListType target -> reading(target);
            case ScalarType scalar when scalar == ScalarType.STRING && to instanceof MapType target -> reading(target);
            default -> Optional.empty();
        };
    }

    private static Optional<RowFunction> ofLists(ListType from, ListType to) {
        ListCodec source = new ListCodec(from);
        return Conversions.between(from.element(), to.element()).map(conversion -> row -> {
            ColumnBuilder elements = new ColumnBuilder(from.element());
            source.appendElements(row.dataAt(0), row.fromAt(0), elements);
            setList(row, elements.build(), conversion, to);
        });
    }

    private static Optional<RowFunction> ofMaps(MapType from, MapType to) {
        MapCodec source = new MapCodec(from);
        return Conversions.between(from.value(), to.value()).map(conversion -> row -> {
            ColumnBuilder keys = new ColumnBuilder(ScalarType.STRING);
            ColumnBuilder values = new ColumnBuilder(from.value());
            source.appendEntries(row.dataAt(0), row.fromAt(0), keys, values);
            setMap(row, (BytesColumn) keys.build(), values.build(), conversion, to);
        });
    }

    private static Optional<RowFunction> reading(ListType to) {
        return Conversions.between(ScalarType.STRING, to.element())
                .map(conversion -> row -> JsonParts.ofArray(row.textAt(0), to.element())
                        .ifPresentOrElse(elements -> setList(row, elements, conversion, to), row::fail));
    }

    private static Optional<RowFunction> reading(MapType to) {
        return Conversions.between(ScalarType.STRING, to.value())
                .map(conversion -> row -> JsonParts.ofObject(row.textAt(0), to.value())
                        .ifPresentOrElse(
                                parts -> setMap(row, parts.keys(), parts.values(), conversion, to), row::fail));
    }

    private static void setList(Cursor row, Column elements, RowFunction conversion, ListType to) {
        Optional<Column> cast = RowKernel.parts(to.element(), conversion, elements, row);
        if (cast.isEmpty() || to.length().orElse(elements.size()) != elements.size()) {
            row.fail();
        } else {
            row.text().append(new ListCodec(to).encode(cast.get(), 0, elements.size()));
        }
    }

    /** Of equal keys only the last stands, so that the values together may be longer than the map. */
    private static void setMap(Cursor row, BytesColumn keys, Column values, RowFunction conversion, MapType to) {
        RowKernel.candidates(to.value(), conversion, values, row)
                .ifPresentOrElse(
                        cast -> row.text().append(new MapCodec(to).encode(keys, cast, 0, keys.size())), row::fail);
    }

    private static Optional<RowFunction> text(ListType from) {
        ListCodec codec = new ListCodec(from);
        return Conversions.between(from.element(), ScalarType.STRING).map(conversion -> row -> {
            ColumnBuilder elements = new ColumnBuilder(from.element());
            codec.appendElements(row.dataAt(0), row.fromAt(0), elements);
            RowKernel.parts(ScalarType.STRING, conversion, elements.build(), row)
                    .ifPresentOrElse(
                            texts -> JsonText.array(from.element(), (BytesColumn) texts, row.text()), row::fail);
        });
    }

    private static Optional<RowFunction> text(MapType from) {
        MapCodec codec = new MapCodec(from);
        return Conversions.between(from.value(), ScalarType.STRING).map(conversion -> row -> {
            ColumnBuilder keys = new ColumnBuilder(ScalarType.STRING);
            ColumnBuilder values = new ColumnBuilder(from.value());
            codec.appendEntries(row.dataAt(0), row.fromAt(0), keys, values);
            RowKernel.parts(ScalarType.STRING, conversion, values.build(), row)
                    .ifPresentOrElse(
                            texts -> JsonText.object(
                                    (BytesColumn) keys.build(), from.value(), (BytesColumn) texts, row.text()),
                            row::fail);
        });
    }
}
