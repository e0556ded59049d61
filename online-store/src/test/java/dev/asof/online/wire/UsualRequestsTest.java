package dev.asof.online.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.asof.online.lookup.LookupRequest;
import dev.asof.v1.Column;
import dev.asof.v1.ColumnBatch;
import dev.asof.v1.FeatureServiceRef;
import dev.asof.v1.GetOnlineFeaturesRequest;
import dev.asof.v1.Int64Array;
import dev.asof.v1.NamedColumn;
import dev.asof.v1.QuestionTimes;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever is read by hand is what the generated classes read. */
class UsualRequestsTest {
    private static final long SEED = 20_261_126;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final UsualRequests usual = new UsualRequests();

    @Test
    void usualRequestsAreReadAsMessagesAre() throws Exception {
        for (int round = 0; round < 1_000; round++) {
            byte[] bytes = request().build().toByteArray();
            assertThat(usual.read(bytes)).as("seed %d, round %d", SEED, round).isNotNull();
            requireSame(bytes, round);
        }
    }

    @Test
    void otherRequestsAreLeftToTheGeneratedClasses() {
        NamedColumn column = column("id", 7);
        for (GetOnlineFeaturesRequest other : new GetOnlineFeaturesRequest[] {
            request().clearFeatureService().build(),
            request().clearRows().build(),
            request()
                    .setFeatureService(FeatureServiceRef.newBuilder().setVersion(2))
                    .build(),
            request()
                    .setFeatureService(FeatureServiceRef.newBuilder().setName("größe"))
                    .build(),
            request().setTimes(QuestionTimes.newBuilder().addAsOfMicros(1)).build(),
            request()
                    .setRows(ColumnBatch.newBuilder().addColumns(column).addColumns(column("id", 8)))
                    .build(),
            request()
                    .setRows(ColumnBatch.newBuilder().addColumns(withNulls(column)))
                    .build()
        }) {
            assertThat(usual.read(other.toByteArray())).as("%s", other).isNull();
        }
    }

    @Test
    void changedBytesAreReadAsMessagesAre() throws Exception {
        for (int round = 0; round < 200_000; round++) {
            byte[] bytes = request().build().toByteArray();
            for (int change = random.nextInt(3); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] =
                        (byte) (random.nextBoolean() ? random.nextInt(256) : random.nextInt(16));
            }
            if (usual.read(bytes) != null) {
                requireSame(bytes, round);
            }
        }
    }

    private void requireSame(byte[] bytes, int round) throws InvalidProtocolBufferException {
        LookupMessage read = usual.read(bytes);
        LookupMessage expected = LookupMessage.of(GetOnlineFeaturesRequest.parseFrom(bytes));
        assertThat(read.rows()).as("seed %d, round %d", SEED, round).isEqualTo(expected.rows());
        assertThat(read.parts()).isEqualTo(expected.parts());
        LookupRequest request = read.request().get();
        LookupRequest other = expected.request().get();
        assertThat(request.selection()).isEqualTo(other.selection());
        assertThat(request.rows().schema()).isEqualTo(other.rows().schema());
        assertThat(WireColumns.of(request.rows())).isEqualTo(WireColumns.of(other.rows()));
        assertThat(request.times()).usingRecursiveComparison().isEqualTo(other.times());
    }

    private GetOnlineFeaturesRequest.Builder request() {
        FeatureServiceRef.Builder service =
                FeatureServiceRef.newBuilder().setName(random.nextBoolean() ? "churn" : "fraud_" + random.nextInt(3));
        if (random.nextBoolean()) {
            service.setVersion(random.nextInt(300));
        }
        long[] keys = random.longs(1 + random.nextInt(20)).toArray();
        return GetOnlineFeaturesRequest.newBuilder()
                .setFeatureService(service)
                .setRows(ColumnBatch.newBuilder().addColumns(column(random.nextBoolean() ? "id" : "customer_id", keys)))
                .setOmitSchema(random.nextBoolean())
                .setIncludeEventTimes(random.nextBoolean());
    }

    private static NamedColumn column(String name, long... keys) {
        Int64Array.Builder values = Int64Array.newBuilder();
        for (long key : keys) {
            values.addValues(key);
        }
        return NamedColumn.newBuilder()
                .setName(name)
                .setValues(Column.newBuilder().setInt64S(values))
                .build();
    }

    private static NamedColumn withNulls(NamedColumn column) {
        return column.toBuilder()
                .setValues(column.getValues().toBuilder().setNulls(ByteString.copyFrom(new byte[] {1})))
                .build();
    }
}
