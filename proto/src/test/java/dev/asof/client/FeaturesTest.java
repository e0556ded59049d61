package dev.asof.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.asof.v1.BinaryArray;
import dev.asof.v1.Column;
import dev.asof.v1.DecimalArray;
import dev.asof.v1.FeatureColumn;
import dev.asof.v1.GetOnlineFeaturesResponse;
import dev.asof.v1.Int32Array;
import dev.asof.v1.Int64Array;
import dev.asof.v1.ListArray;
import dev.asof.v1.MapArray;
import dev.asof.v1.StringArray;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeaturesTest {
    private static final ByteString SECOND_IS_NULL = ByteString.copyFrom(new byte[] {2});

    @Test
    void decimalsHaveAllTheirDigits() {
        DecimalArray decimals = DecimalArray.newBuilder()
                .setScale(2)
                .addHigh(-1)
                .addLow(-12345)
                .addHigh(0)
                .addLow(0)
                .addHigh(1)
                .addLow(-1)
                .build();
        Features features = of(Column.newBuilder().setNulls(SECOND_IS_NULL).setDecimals(decimals));

        assertThat(features.getDecimal("it", 0)).contains(new BigDecimal("-123.45"));
        assertThat(features.getDecimal("it", 1)).isEmpty();
        assertThat(features.getDecimal("it", 2)).contains(new BigDecimal("368934881474191032.31"));
    }

    @Test
    void listsHaveTheirElementsAlsoWhereTheyAreNull() {
        ListArray lists = ListArray.newBuilder()
                .addLengths(2)
                .addLengths(0)
                .addLengths(1)
                .setElements(Column.newBuilder()
                        .setNulls(SECOND_IS_NULL)
                        .setInt64S(Int64Array.newBuilder()
                                .addValues(7)
                                .addValues(0)
                                .addValues(9)))
                .build();
        Features features = of(Column.newBuilder().setNulls(SECOND_IS_NULL).setLists(lists));

        assertThat(features.getList("it", 0, Long.class).orElseThrow()).containsExactly(7L, null);
        assertThat(features.getList("it", 1, Long.class)).isEmpty();
        assertThat(features.getList("it", 2, Long.class)).contains(List.of(9L));
        assertThatThrownBy(() -> features.getList("it", 1, String.class))
                .hasMessage("Feature 'it' is no list of String, its values are LISTS of INT64S");
    }

    @Test
    void mapsHaveTheirEntriesInOrder() {
        MapArray maps = MapArray.newBuilder()
                .addLengths(1)
                .addLengths(0)
                .addLengths(2)
                .setKeys(Column.newBuilder()
                        .setStrings(StringArray.newBuilder()
                                .addValues("a")
                                .addValues("b")
                                .addValues("c")))
                .setValues(Column.newBuilder()
                        .setNulls(SECOND_IS_NULL)
                        .setInt64S(Int64Array.newBuilder()
                                .addValues(1)
                                .addValues(0)
                                .addValues(3)))
                .build();
        Features features = of(Column.newBuilder().setNulls(SECOND_IS_NULL).setMaps(maps));

        assertThat(features.getMap("it", 0, Long.class).orElseThrow())
                .containsEntry("a", 1L)
                .hasSize(1);
        assertThat(features.getMap("it", 1, Long.class)).isEmpty();
        assertThat(features.getMap("it", 2, Long.class).orElseThrow().toString())
                .isEqualTo("{b=null, c=3}");
        assertThatThrownBy(() -> features.getMap("it", 0, Double.class)).hasMessageContaining("MAPS to INT64S");
    }

    @Test
    void bytesAreBytes() {
        Features features = of(Column.newBuilder()
                .setBinaries(BinaryArray.newBuilder().addValues(ByteString.copyFrom(new byte[] {1, -1}))));

        assertThat(features.getBytes("it", 0).orElseThrow()).containsExactly(1, -1);
    }

    @Test
    void aWrongTypeIsRefusedAlsoWhereThereIsNoValue() {
        Features features = of(Column.newBuilder()
                .setNulls(SECOND_IS_NULL)
                .setInt32S(Int32Array.newBuilder().addValues(1).addValues(0)));

        assertThat(features.getLong("it", 1)).isEmpty();
        assertThatThrownBy(() -> features.getString("it", 1))
                .hasMessage("Feature 'it' is no string, its values are INT32S");
        assertThatThrownBy(() -> features.getDouble("it", 1)).hasMessageContaining("is no double");
    }

    private static Features of(Column.Builder values) {
        return new Features(
                List.of(GetOnlineFeaturesResponse.newBuilder()
                        .addFeatures(FeatureColumn.newBuilder().setName("it").setValues(values))
                        .build()),
                10);
    }
}
