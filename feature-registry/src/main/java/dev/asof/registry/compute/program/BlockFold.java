package dev.asof.registry.compute.program;

import dev.asof.registry.compute.aggregate.function.AggregateFunction;
import dev.asof.registry.compute.value.FeatureValues;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions about one feature from blocks: of those that lie in the window and are settled for the question the
 * states, of the others what they are made of. One thread's.
 *
 * @param <S> the partial state
 */
final class BlockFold<S> {
    private final TreeBlocks tree;
    private final List<BlockEntry> blocks;
    private final StandingEvents settled;
    private final FeatureSpec feature;
    private final int featureIndex;
    private final int part;
    private final AggregateFunction<S> function;
    private final BlockStorage storage;
    private final S state;
    private @Nullable Questions questions;
    private int question;
    private long earliest;
    private long latest;
    private long count;

    @SuppressWarnings("unchecked")
    BlockFold(
            TreeBlocks tree,
            List<BlockEntry> blocks,
            StandingEvents settled,
            FeatureSpec feature,
            int featureIndex,
            int part,
            AggregateFunction<?> function,
            BlockStorage storage) {
        this.tree = tree;
        this.blocks = blocks;
        this.settled = settled;
        this.feature = feature;
        this.featureIndex = featureIndex;
        this.part = part;
        this.function = (AggregateFunction<S>) function;
        this.storage = storage;
        this.state = this.function.create();
    }

    void answer(Questions all, FeatureValues target) {
        questions = all;
        for (question = 0; question < all.size(); question++) {
            long asOf = all.asOf()[question];
            earliest = earliest(asOf);
            latest = latest(asOf);
            settled.see(all, question, feature.timeRule());
            function.clear(state);
            count = 0;
            blocks.forEach(this::fold);
            FeatureAnswer.finish(feature, function, state, count, asOf, target, all.target()[question]);
        }
    }

    private long earliest(long asOf) {
        return switch (feature) {
            case FeatureSpec.Latest all -> Long.MIN_VALUE;
            case FeatureSpec.Aggregate aggregate -> aggregate.window().earliest(aggregate.timeRule(), asOf);
        };
    }

    private long latest(long asOf) {
        return switch (feature) {
            case FeatureSpec.Latest all -> all.timeRule().latestVisible(asOf);
            case FeatureSpec.Aggregate aggregate -> aggregate.window().latest(aggregate.timeRule(), asOf);
        };
    }

    private void fold(BlockEntry block) {
        if (block.lastTime < earliest || block.firstTime > latest) {
            return;
        }
        BlockSummaries.Partial<S> partial = isWhole(block) ? block.parts.part(part, function) : null;
        if (partial != null) {
            function.merge(state, partial.state());
            count += partial.events();
        } else if (block.level == BlockEntry.LEAF) {
            fold(tree.events(block));
        } else {
            tree.children(block).forEach(this::fold);
        }
    }

    /** Whether all of the block's events lie in the window, and what stands among them is what stands in the end. */
    private boolean isWhole(BlockEntry block) {
        return !block.isChanged
                && block.firstTime >= earliest
                && block.lastTime <= latest
                && settled.knows(block.lastKnowledge, lastAcceptance(block));
    }

    private long lastAcceptance(BlockEntry block) {
        long last = block.lastAcceptance;
        for (long origin : block.pending) {
            last = Math.max(last, storage.acceptedAt(origin));
        }
        return last;
    }

    private void fold(BlockEvents events) {
        Timelines timelines = events.timelines();
        int end = Math.min(events.to(), timelines.endOf(0, latest));
        int first = Math.max(events.from(), timelines.firstAtOrAfter(0, end, earliest));
        FeatureInput input = timelines.input(featureIndex);
        StandingEvents standing = events.standing();
        standing.see(Objects.requireNonNull(questions), question, feature.timeRule());
        for (int event = first; event < end; event++) {
            if (input.passes(event) && standing.stands(event)) {
                function.update(state, input.values(), event);
                count++;
            }
        }
    }
}
