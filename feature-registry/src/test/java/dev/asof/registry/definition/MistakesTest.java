package dev.asof.registry.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.GoldenFile;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.diagnostic.Diagnostic;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages for mistakes, as users see them. */
class MistakesTest {
    private static final SourceSchema PAYMENTS = new SourceSchema(List.of(
            column("card_nr", ScalarType.INT64),
            column("payment_id", ScalarType.INT64),
            column("amount", ScalarType.FLOAT64),
            column("fee", ScalarType.FLOAT32),
            column("paid_on", ScalarType.DATE),
            column("loaded", ScalarType.STRING),
            column("status", ScalarType.BOOL),
            new SourceSchema.FileColumn("price", Optional.empty(), "decimal(10,2)", true)));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ten",
                "places",
                "kinds",
                "zones",
                "sources",
                "corrections",
                "windows",
                "services",
                "versions",
                "unions",
                "views",
                "yaml"
            })
    void everyMistakeIsShownInItsPlace(String folder) {
        Path repository = GoldenFile.resource("mistakes/" + folder);
        GoldenFile.at("mistakes/" + folder + "/expected.txt")
                .assertMatches(Diagnostic.render(check(folder, repository).problems()));
    }

    @Test
    void tenMistakesGiveTenMessages() {
        assertThat(check("ten", GoldenFile.resource("mistakes/ten")).problems()).hasSize(10);
    }

    private static DefinitionCheck check(String folder, Path repository) {
        SourceSchemaReader schemas =
                (root, location) -> folder.equals("sources") && location.path().equals("data/payments.parquet")
                        ? Optional.of(PAYMENTS)
                        : Optional.empty();
        return new DefinitionReader(schemas).check(repository, RegistrySnapshot.EMPTY);
    }

    private static SourceSchema.FileColumn column(String name, ScalarType type) {
        return new SourceSchema.FileColumn(name, Optional.of((DataType) type), type.displayName(), true);
    }
}
