package dev.asof.registry.compute.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowSortTest {

    @Test
    void sortsARangeStablyAndLeavesTheRest() {
        long seed = 7;
        Random random = new Random(seed);
        for (int size = 0; size < 200; size++) {
            int[] keys = random.ints(size, 0, 1 + size / 2).toArray();
            int from = size / 5;
            int[] rows = IntStream.range(0, size).toArray();
            int[] expected = IntStream.concat(
                            IntStream.range(0, from),
                            Arrays.stream(rows, from, size)
                                    .boxed()
                                    .sorted(Comparator.comparingInt(row -> keys[row]))
                                    .mapToInt(Integer::intValue))
                    .toArray();
            RowSort.sort(rows, from, size, (row, other) -> Integer.compare(keys[row], keys[other]));
            assertThat(rows).as("seed %d size %d", seed, size).isEqualTo(expected);
        }
    }
}
