package dev.asof.registry.compute.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.asof.registry.compute.program.KeptPayments.Payment;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The work that many versions make grows with their number, and not with its square. Work is counted, not timed. */
class HotKeyTest {
    private static final int BATCH = 64;

    @Test
    void correctionsOfOneBatchTakeWorkByTheirNumber() {
        allocatedToStore(500);
        long some = allocatedToStore(1_000);
        assertThat(allocatedToStore(8_000)).isLessThan(12 * some);
    }

    /** Bytes that are allocated while so many payments and a correction of each are stored. */
    private static long allocatedToStore(int payments) {
        KeptPayments store = new KeptPayments();
        List<Payment> all = Stream.concat(
                        IntStream.range(0, payments).mapToObj(i -> new Payment(1, i, i, 10L * i, i + 1)),
                        IntStream.range(0, payments)
                                .mapToObj(i -> new Payment(2, payments + i, i, 10L * i, payments + i + 1)))
                .toList();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        store.store(all);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @ParameterizedTest
    @ValueSource(strings = {"in their order", "in the opposite order", "in no order", "as retries"})
    void blocksHoldFewOfEachOthersVersions(String accepted) {
        KeptPayments one = stored(accepted, 8);
        KeptPayments many = stored(accepted, 64);
        assertThat(many.bytes()).isLessThan(16 * one.bytes());
        assertThat(many.blocksRead()).isLessThanOrEqualTo(many.blocks());
    }

    @Test
    void anotherVersionOfAKeyWithManyIsWrittenToTheBlocksAroundIt() {
        assertThat(stored("in their order", 64).blocksWritten()).isLessThanOrEqualTo(4);
    }

    /** Versions of one key, {@link #BATCH} at a time. */
    private static KeptPayments stored(String accepted, int batches) {
        KeptPayments store = new KeptPayments();
        List<Payment> all = versions(accepted, batches * BATCH);
        for (int from = 0; from < all.size(); from += BATCH) {
            store.store(all.subList(from, from + BATCH));
        }
        return store;
    }

    private static List<Payment> versions(String accepted, int count) {
        List<Integer> numbers =
                new ArrayList<>(IntStream.range(0, count).boxed().toList());
        switch (accepted) {
            case "in the opposite order" -> Collections.reverse(numbers);
            case "in no order" -> Collections.shuffle(numbers, new Random(4));
            default -> {}
        }
        boolean areRetries = accepted.equals("as retries");
        return IntStream.range(0, count)
                .mapToObj(i -> new Payment(
                        areRetries ? 1 : numbers.get(i), numbers.get(i), 1, areRetries ? 5 : numbers.get(i), i + 1))
                .toList();
    }
}
