package dev.asof.cli.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.LongColumn;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CardPaymentsTest {
    private static final Path EXAMPLES = Path.of("../examples/card-payments");

    @Test
    void theDataIsTheSameEveryTime() {
        assertThat(hash(CardPayments.generate().rows()))
                .isEqualTo(hash(CardPayments.generate().rows()));
    }

    @Test
    void theDataIsTheSameOnEveryMachine() {
        ColumnBatch rows = CardPayments.generate().rows();

        assertThat(rows.rowCount() + " " + hash(rows)).isEqualTo("45462 1591118269");
    }

    @Test
    void someLabelsAreFraud() {
        ColumnBatch labels = CardPayments.generate().labels();
        long fraud =
                Arrays.stream(((LongColumn) labels.column("is_fraud")).values()).sum();

        assertThat((double) fraud / labels.rowCount()).isBetween(0.005, 0.05);
    }

    @Test
    void whatIsShippedIsTheExamplesFolder() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            List<String> names = files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
            assertThat(ExampleRepository.FILES).isEqualTo(names);
        }
        for (String file : ExampleRepository.FILES) {
            try (InputStream shipped = ExampleRepository.open(file)) {
                assertThat(shipped.readAllBytes()).isEqualTo(Files.readAllBytes(EXAMPLES.resolve(file)));
            }
        }
    }

    private static int hash(ColumnBatch rows) {
        int hash = 1;
        for (Column column : rows.columns()) {
            for (int row = 0; row < column.size(); row++) {
                hash = 31 * hash
                        + dev.asof.registry.compute.event.ValueText.of(column, row)
                                .hashCode();
            }
        }
        return hash;
    }
}
