package dev.asof.registry.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EarlierVersionTest {
    private static final List<String> KNOWN = List.of("spend@2", "spend@3", "risk@1");

    @Test
    void aVersionBeforeThoseThatAreThereMayBeKnownElsewhere() {
        assertThat(EarlierVersion.hint(KNOWN, "spend@1"))
                .isEqualTo(" If it was applied elsewhere, it is in the registry there: copy .asof/registry from that"
                        + " repository, or from a backup of it, as it is no part of Git.");
    }

    @Test
    void aLaterVersionOrAnotherNameIsNotKnownAnywhere() {
        assertThat(EarlierVersion.hint(KNOWN, "spend@4")).isEmpty();
        assertThat(EarlierVersion.hint(KNOWN, "risks@1")).isEmpty();
        assertThat(EarlierVersion.hint(KNOWN, "spend")).isEmpty();
    }
}
