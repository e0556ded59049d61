package dev.asof.cli.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.registry.error.AsofException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryOptionTest {
    private final MemoryOption option = new MemoryOption();

    @Test
    void nothingIsGivenByItself() {
        assertThat(option.bytes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"64MB, 67108864", "512m, 536870912", "2GB, 2147483648", "1g, 1073741824"})
    void sizesAreInMegabytesAndGigabytes(String text, long bytes) {
        option.memory = text;

        assertThat(option.bytes()).hasValue(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"63MB", "2", "2TB", "-1GB", "08GB", "1.5GB", "", "99999999GB"})
    void whatIsNoSizeIsRefused(String text) {
        option.memory = text;

        assertThatThrownBy(option::bytes)
                .isInstanceOf(AsofException.class)
                .hasMessage(
                        "Cannot use --memory '" + text + "': it is not a size of at least 64MB, such as 512MB or 2GB.");
    }
}
