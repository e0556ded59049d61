package dev.asof.registry.compute.program;

import dev.asof.registry.compute.aggregate.function.AggregateFunction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The partial states of one feature over the blocks of one entity, each made when it is first needed.
 *
 * @param <S> the partial state
 */
final class BlockStates<S> {
    private final AggregateFunction<S> function;
    private final FeatureInput input;
    private final EventBlocks blocks;
    private final List<@Nullable Block<S>[]> levels = new ArrayList<>();

    BlockStates(AggregateFunction<S> function, FeatureInput input, EventBlocks blocks) {
        this.function = function;
        this.input = input;
        this.blocks = blocks;
    }

    /** A partial state, and of how many events it is. */
    private record Block<S>(S state, int eventCount) {}

    /** Forgets the states of another entity. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    void clear() {
        levels.clear();
        for (int level = 0; level < blocks.levels(); level++) {
            levels.add(new Block[blocks.count(level)]);
        }
    }

    /**
     * Takes the events of {@code [first, end)} that pass and stand into {@code state}.
     *
     * @return how many they are
     */
    int fold(S state, int first, int end, StandingEvents standing) {
        int count = 0;
        int event = first;
        while (event < end) {
            int level = settledLevel(event, end, standing);
            if (level >= 0) {
                Block<S> block = block(level, blocks.block(event, level));
                function.merge(state, block.state());
                count += block.eventCount();
                event += EventBlocks.size(level);
            } else {
                if (input.passes(event) && standing.stands(event)) {
                    function.update(state, input.values(), event);
                    count++;
                }
                event++;
            }
        }
        return count;
    }

    private int settledLevel(int event, int end, StandingEvents standing) {
        int level = blocks.greatest(event, end);
        while (level >= 0 && !blocks.isSettled(level, blocks.block(event, level), standing)) {
            level--;
        }
        return level;
    }

    private Block<S> block(int level, int number) {
        Block<S> block = levels.get(level)[number];
        if (block == null) {
            block = level == 0 ? leaf(number) : parent(level, number);
            levels.get(level)[number] = block;
        }
        return block;
    }

    private Block<S> leaf(int number) {
        S state = function.create();
        int count = 0;
        int first = blocks.firstEvent(0, number);
        for (int event = first; event < first + EventBlocks.size(0); event++) {
            if (input.passes(event) && blocks.standsInTheEnd(event)) {
                function.update(state, input.values(), event);
                count++;
            }
        }
        return new Block<>(state, count);
    }

    private Block<S> parent(int level, int number) {
        S state = function.create();
        int count = 0;
        for (int i = 0; i < EventBlocks.fanout(); i++) {
            Block<S> child = block(level - 1, number * EventBlocks.fanout() + i);
            function.merge(state, child.state());
            count += child.eventCount();
        }
        return new Block<>(state, count);
    }
}
