package dev.asof.it.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Is skipped, where all can see it, when the tests on real data have nothing to read. */
class RealDataIT {

    @Test
    void realDataIsThereForTheTestsOfTheProfileRealData() {
        assertThat(RealData.orSkip().folder()).isDirectory();
    }
}
