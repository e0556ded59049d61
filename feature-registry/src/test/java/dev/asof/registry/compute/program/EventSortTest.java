package dev.asof.registry.compute.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventSortTest {
    private static final long SEED = Long.getLong("asof.seed", 42);

    @Test
    void rowsStandByEntityTimeAndTheOrderOfTies() {
        for (int round = 0; round < 500; round++) {
            SplittableRandom random = new SplittableRandom(SEED + round);
            int entityCount = random.nextInt(1, 20);
            int size = random.nextInt(random.nextBoolean() ? 12 : 3_000);
            check("seed " + (SEED + round), entityCount, size, times(random), random);
        }
    }

    /** Spread out, close together, at the ends of time, and mostly in one place. */
    private static LongSupplier times(SplittableRandom random) {
        long span = 1L << random.nextInt(40);
        return switch (random.nextInt(4)) {
            case 0 -> random::nextLong;
            case 1 -> () -> random.nextLong(span);
            case 2 -> () -> random.nextBoolean() ? Long.MIN_VALUE + random.nextLong(9) : Long.MAX_VALUE;
            default -> () -> random.nextInt(10) > 0 ? random.nextLong(50) : random.nextLong(span);
        };
    }

    private static void check(String seed, int entityCount, int size, LongSupplier times, SplittableRandom random) {
        int[] entity = IntStream.generate(() -> random.nextInt(random.nextInt(entityCount) + 1))
                .limit(size)
                .toArray();
        long[] time =
                IntStream.range(0, size).mapToLong(row -> times.getAsLong()).toArray();
        int[] rank = IntStream.generate(() -> random.nextInt(3)).limit(size).toArray();
        Comparator<Integer> byTime =
                Comparator.<Integer>comparingInt(row -> entity[row]).thenComparingLong(row -> time[row]);
        int[] expected = IntStream.range(0, size)
                .boxed()
                .sorted(byTime.thenComparingInt(row -> rank[row]))
                .mapToInt(Integer::intValue)
                .toArray();

        EventSort sort = EventSort.of(entity, entityCount, time);

        EventPlaces order = sort.order();
        int[] settled = sort.settled(
                (place, other) -> Integer.compare(rank[order.events()[place]], rank[order.events()[other]]));
        assertThat(IntStream.of(settled).map(place -> order.events()[place]).toArray())
                .as(seed)
                .isEqualTo(expected);
        assertThat(order.times())
                .as(seed)
                .isEqualTo(IntStream.of(expected).mapToLong(row -> time[row]).toArray());
        assertThat(IntStream.of(order.places())
                        .map(place -> order.events()[place])
                        .toArray())
                .as(seed)
                .isEqualTo(IntStream.range(0, size).toArray());
        assertThat(sort.entityStarts()).as(seed).isEqualTo(EventSort.starts(entity, entityCount));
        assertThat(sort.isTotal()).as(seed).isEqualTo(hasNoTies(expected, byTime));
    }

    private static boolean hasNoTies(int[] sorted, Comparator<Integer> byTime) {
        return Arrays.stream(sorted).boxed().toList().size() < 2
                || IntStream.range(1, sorted.length).allMatch(i -> byTime.compare(sorted[i - 1], sorted[i]) != 0);
    }
}
