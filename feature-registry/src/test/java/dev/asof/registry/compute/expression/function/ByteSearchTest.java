package dev.asof.registry.compute.expression.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class ByteSearchTest {

    @Test
    void findsWhatIndexOfFinds() {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            String text = letters(random, random.nextInt(120));
            String needle = letters(random, 1 + random.nextInt(40));
            if (random.nextBoolean() && text.length() > needle.length()) {
                int at = random.nextInt(text.length() - needle.length());
                needle = text.substring(at, at + needle.length());
            }
            int start = random.nextInt(text.length() + 1);
            assertThat(ByteSearch.find(run(text), start, run(needle)))
                    .as("%s in %s from %d", needle, text, start)
                    .isEqualTo(text.indexOf(needle, start) < start ? -1 : text.indexOf(needle, start));
        }
    }

    private static String letters(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(random.nextInt(8) == 0 ? 'b' : 'a');
        }
        return text.toString();
    }

    private static ByteSearch.Run run(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new ByteSearch.Run(bytes, 0, bytes.length);
    }

    @Test
    void aHostileNeedleCostsNoMoreThanReadingBoth() {
        byte[] text = new byte[1 << 20];
        byte[] needle = Arrays.copyOf(text, 1 << 19);
        needle[needle.length - 1] = 1;
        int found = Assertions.assertTimeout(
                Duration.ofSeconds(20),
                () -> ByteSearch.find(
                        new ByteSearch.Run(text, 0, text.length), 0, new ByteSearch.Run(needle, 0, needle.length)));
        assertThat(found).isEqualTo(-1);
    }
}
