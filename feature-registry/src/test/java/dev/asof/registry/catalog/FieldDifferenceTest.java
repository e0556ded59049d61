package dev.asof.registry.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FieldDifferenceTest {
    @Test
    void shortValuesAreShownWhole() {
        assertThat(new FieldDifference("closed", "right", FieldDifference.ABSENT))
                .hasToString("closed: right -> (none)");
    }

    @Test
    void ofALongListOnlyWhatDiffersIsShownWithALittleBesideIt() {
        List<String> features = features();
        String before = String.join(", ", features);
        features.remove(500);

        assertThat(new FieldDifference("features", before, String.join(", ", features)))
                .hasToString("features: ...v@1:f_498, v@1:f_499, v@1:f_500, v@1:f_501, v@1:f_502, v@1:f_503, v@1:f..."
                        + " -> ...v@1:f_498, v@1:f_499, v@1:f_501, v@1:f_502, v@1:f_503, v@1:f...");
    }

    @Test
    void whatComesAtTheEndIsShownToTheEnd() {
        List<String> features = features();
        String before = String.join(", ", features);
        features.add("v@1:last");

        assertThat(new FieldDifference("features", before, String.join(", ", features)).toString())
                .endsWith("v@1:f_999, v@1:last")
                .hasSizeLessThan(120);
    }

    @Test
    void aCharacterOfTwoUnitsIsNotCutInTwo() {
        String emoji = "😀".repeat(100);
        for (int i = 0; i < 2; i++) {
            String shown =
                    new FieldDifference("x", "-".repeat(i) + emoji + "a", "-".repeat(i) + emoji + "b").toString();
            assertThat(shown.codePoints()).noneMatch(c -> Character.getType(c) == Character.SURROGATE);
        }
    }

    private static List<String> features() {
        return new ArrayList<>(
                IntStream.range(0, 1_000).mapToObj(i -> "v@1:f_" + i).toList());
    }
}
