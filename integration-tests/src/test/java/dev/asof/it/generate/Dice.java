package dev.asof.it.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Random decisions, all of which follow from a seed. Not thread-safe. */
public final class Dice {
    private final SplittableRandom random;

    public Dice(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Whether something happens that happens so many times in a hundred. */
    public boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** A whole number, both ends included. */
    public int between(int least, int greatest) {
        return random.nextInt(least, greatest + 1);
    }

    /** A whole number from 0, the end excluded. */
    public long below(long end) {
        return random.nextLong(end);
    }

    /** Any 64 bits. */
    public long bits() {
        return random.nextLong();
    }

    @SafeVarargs
    public final <T> T one(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    public <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** What one of the suppliers gives; the others aren't asked. */
    @SafeVarargs
    public final <T> T either(Supplier<? extends T>... choices) {
        return choices[random.nextInt(choices.length)].get();
    }

    /** The same things in another order. */
    public <T> List<T> shuffled(List<T> things) {
        List<T> result = new ArrayList<>(things);
        for (int i = result.size() - 1; i > 0; i--) {
            java.util.Collections.swap(result, i, random.nextInt(i + 1));
        }
        return result;
    }

    /** The same things in the same order, in runs of random length. */
    public <T> List<List<T>> batches(List<T> things, int longest) {
        List<List<T>> batches = new ArrayList<>();
        int from = 0;
        while (from < things.size()) {
            int to = Math.min(things.size(), from + between(1, longest));
            batches.add(things.subList(from, to));
            from = to;
        }
        return batches;
    }
}
