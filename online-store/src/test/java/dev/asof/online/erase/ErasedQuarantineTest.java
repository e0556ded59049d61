package dev.asof.online.erase;

import static dev.asof.online.OnlineFixture.NOW;
import static dev.asof.online.OnlineFixture.ingest;
import static dev.asof.online.OnlineFixture.load;
import static dev.asof.online.OnlineFixture.payments;
import static dev.asof.online.erase.ErasureFixture.CUSTOMER_7;
import static dev.asof.online.erase.ErasureFixture.DISTINCT;
import static dev.asof.online.erase.ErasureFixture.filesWith;
import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.online.OnlineFixture;
import dev.asof.online.OnlineStore;
import dev.asof.online.ingest.IngestBatch;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.erasure.ErasureReceipt;
import dev.asof.registry.quarantine.QuarantineFilter;
import dev.asof.registry.quarantine.QuarantinedRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasedQuarantineTest {
    @TempDir
    Path folder;

    private OnlineFixture fixture;

    @BeforeEach
    void start() {
        fixture = new OnlineFixture(folder);
    }

    @Test
    void rowsInQuarantineGoAndAreNotFoundAgain() {
        ColumnBatch bad = payments()
                .row(3, 7, "zoo", NOW, -1.0)
                .row(4, 8, "zoo", NOW, -1.0)
                .batch();
        fixture.files().put("payments", "p.parquet", 'c', bad);
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, payments().row(1, 7, "zoo", NOW, -2.5).row(2, 8, "zoo", NOW, -4.0));
            ErasureReceipt receipt = store.erase(Optional.empty(), CUSTOMER_7);
            assertThat(receipt.quarantinedRows()).isEqualTo(2);
            assertThat(store.status().sources())
                    .filteredOn(source -> source.source().equals("payments"))
                    .singleElement()
                    .satisfies(source -> assertThat(source.quarantined())
                            .as("two that the load found, and 8's of those sent")
                            .isEqualTo(3));
            assertThat(store.quarantined(QuarantineFilter.ALL, "", 10).rows())
                    .hasSize(2)
                    .allSatisfy(row -> assertThat(row.cells().get(1).text()).contains("8"));
            ingest(store, payments().row(1, 7, "zoo", NOW, -2.5));
            fixture.files()
                    .put(
                            "payments",
                            "q.parquet",
                            'd',
                            payments().row(5, 7, "zoo", NOW, -1.0).batch());
            load(store);
            assertThat(store.quarantined(QuarantineFilter.ALL, "", 10).rows()).hasSize(2);
        }
    }

    @Test
    void rowsInQuarantineWhoseKeyCameAsBytesAreOfItsTextAndOfNoOther() {
        ColumnBatch bad = asBytes(
                payments()
                        .row(1, 7, "zoo", NOW, -1.0)
                        .row(2, 7, "bar", NOW, -1.0)
                        .batch(),
                "shop");
        fixture.files().put("payments", "p.parquet", 'c', bad);
        try (OnlineStore store = fixture.open()) {
            load(store);
            store.ingest(new IngestBatch("payments", "", 0, bad));
            ErasureReceipt ofNone = store.erase(Optional.empty(), Map.of("shop", "7a6f6f"));
            assertThat(ofNone.quarantinedRows()).isZero();
            ErasureReceipt ofBoth = store.erase(Optional.empty(), Map.of("shop", "zoo"));
            assertThat(ofBoth.quarantinedRows()).isEqualTo(2);
            assertThat(store.quarantined(QuarantineFilter.ALL, "", 10).rows())
                    .hasSize(2)
                    .allSatisfy(row -> assertThat(row.cells())
                            .contains(new QuarantinedRow.Cell("shop", ScalarType.BYTES, Optional.of("626172"))));
        }
    }

    private static ColumnBatch asBytes(ColumnBatch rows, String column) {
        List<Field> fields = new ArrayList<>(rows.schema().fields());
        List<Column> columns = new ArrayList<>(rows.columns());
        int index = rows.schema().find(column).orElseThrow();
        BytesColumn text = (BytesColumn) columns.get(index);
        fields.set(index, new Field(column, ScalarType.BYTES));
        columns.set(index, new BytesColumn(ScalarType.BYTES, text.data(), text.offsets(), text.nulls()));
        return new ColumnBatch(new Schema(fields), columns, rows.rowCount());
    }

    @Test
    void rowsThatAReplayPutsBackMeanwhileGoAsWell() throws IOException {
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, payments().row(1, null, DISTINCT, NOW, -1.0).row(2, 8, "zoo", NOW, -1.0));
            store.quarantined(QuarantineFilter.ALL, "", 10);
            fixture.files().whenTheArchiveIsListed(() -> store.replay(QuarantineFilter.ALL));

            store.erase(Optional.empty(), Map.of("shop", DISTINCT));

            assertThat(filesWith(fixture, DISTINCT)).isEmpty();
            assertThat(store.quarantined(QuarantineFilter.ALL, "", 10).rows()).hasSize(1);
        }
    }
}
