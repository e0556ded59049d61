package dev.asof.it.way;

import dev.asof.it.generate.Dice;
import dev.asof.registry.compute.event.EventRows;
import dev.asof.registry.compute.program.BlockStorage;
import dev.asof.registry.compute.program.EventTree;
import dev.asof.registry.compute.program.FeatureProgram;
import dev.asof.registry.compute.program.KeptEvents;
import dev.asof.registry.compute.program.Questions;
import dev.asof.registry.compute.program.TreeChanges;
import dev.asof.registry.compute.program.TreeShape;
import dev.asof.registry.compute.value.FeatureValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Events in trees of small blocks, stored and opened again between random batches of them: some come twice, some before they
 * are visible, and the last ones are laid over what is stored.
 */
final class BlockTrees {
    private final FeatureProgram whole;
    private final FeatureProgram program;
    private final EventRows rows;
    private final Dice dice;

    /**
     * @param whole of all features of the view, which stores
     * @param program of the features that are asked for
     */
    BlockTrees(FeatureProgram whole, FeatureProgram program, EventRows rows, Dice dice) {
        this.whole = whole;
        this.program = program;
        this.rows = rows;
        this.dice = dice;
    }

    /** Answers for all features of the program. */
    List<FeatureValues> answer(Questions questions) {
        List<FeatureValues> values = program.features().stream()
                .map(feature -> new FeatureValues(feature.type(), questions.size()))
                .toList();
        for (int entity : IntStream.of(questions.entity()).distinct().toArray()) {
            tree(entity, OptionalLong.empty()).answer(questions.about(number -> number == entity), values);
        }
        return values;
    }

    /**
     * The same, from trees out of which events were taken that matter only before a horizon. Questions that lie before it are
     * answered from others.
     */
    List<FeatureValues> answerWithinHorizons(Questions questions) {
        List<FeatureValues> values = answer(questions);
        for (int entity : IntStream.of(questions.entity()).distinct().toArray()) {
            Questions about = questions.about(number -> number == entity);
            long horizon = horizon(about);
            int[] within = IntStream.range(0, about.size())
                    .filter(i -> leastTime(about, i) >= horizon)
                    .toArray();
            tree(entity, OptionalLong.of(horizon)).answer(only(about, within), values);
        }
        return values;
    }

    /** The least time of one of the questions, so that there are some of both kinds. */
    private long horizon(Questions about) {
        return leastTime(about, dice.between(0, about.size() - 1));
    }

    private static long leastTime(Questions questions, int question) {
        return Math.min(
                questions.asOf()[question],
                Math.min(questions.knownAt()[question], questions.acceptedBy()[question]));
    }

    private static Questions only(Questions questions, int[] some) {
        return new Questions(
                new int[some.length],
                IntStream.of(some).mapToLong(i -> questions.asOf()[i]).toArray(),
                IntStream.of(some).mapToLong(i -> questions.knownAt()[i]).toArray(),
                IntStream.of(some).mapToLong(i -> questions.acceptedBy()[i]).toArray(),
                IntStream.of(some).map(i -> questions.target()[i]).toArray());
    }

    private EventTree tree(int entity, OptionalLong horizon) {
        Memory memory = new Memory();
        List<Integer> events = IntStream.range(0, rows.entity().length)
                .filter(row -> rows.entity()[row] == entity)
                .boxed()
                .toList();
        memory.hideAfter(events.isEmpty() || dice.chance(50) ? Long.MAX_VALUE : rows.acceptedAt()[dice.oneOf(events)]);
        events.forEach(memory::register);
        List<List<Integer>> batches = dice.batches(dice.shuffled(events), dice.one(1, 5, 40));
        int stored = dice.between(0, batches.size());
        byte[] root = {};
        for (List<Integer> batch : batches.subList(0, stored)) {
            root = stored(memory, root, dice.chance(20) ? twice(batch) : batch, horizon);
        }
        if (stored > 0 && dice.chance(30)) {
            root = stored(memory, root, batches.get(dice.between(0, stored - 1)), horizon);
        }
        memory.hidden.clear();
        EventTree tree = program.tree(memory, shape(), root);
        for (List<Integer> batch : batches.subList(stored, batches.size())) {
            tree.overlay(memory.kept(batch));
        }
        return tree;
    }

    private static List<Integer> twice(List<Integer> batch) {
        List<Integer> all = new ArrayList<>(batch);
        all.addAll(batch);
        return all;
    }

    /** Up to the horizon nothing need be kept from any moment on. */
    private byte[] stored(Memory memory, byte[] root, List<Integer> batch, OptionalLong horizon) {
        EventTree tree = whole.tree(memory, shape(), root);
        tree.insert(memory.kept(batch));
        if (horizon.isPresent() && dice.chance(60)) {
            tree.trim(horizon.getAsLong() - dice.one(0, 0, 1, 1_000_000));
        }
        return memory.store(tree.changes());
    }

    private TreeShape shape() {
        return new TreeShape(dice.one(1, 2, 3, 8), dice.one(2, 3, 5), dice.one(1, 2, 4));
    }

    /** Blocks in memory; some acceptances are not known until all is stored. */
    private final class Memory implements BlockStorage {
        private final Map<Long, byte[]> blocks = new HashMap<>();
        private final Map<Long, long[]> versions = new HashMap<>();
        private final Map<Long, Long> acceptances = new HashMap<>();
        private final Set<Long> hidden = new HashSet<>();
        private long lastVisible;

        /** What becomes visible later is accepted later. */
        void hideAfter(long acceptance) {
            lastVisible = acceptance;
        }

        void register(int row) {
            acceptances.put((long) row, rows.acceptedAt()[row]);
            if (rows.acceptedAt()[row] > lastVisible) {
                hidden.add((long) row);
            }
        }

        KeptEvents kept(List<Integer> batch) {
            int[] all = batch.stream().mapToInt(Integer::intValue).toArray();
            long[] positions = new long[all.length];
            Arrays.setAll(positions, i -> all[i] % 2 == 0 ? 7L + all[i] : KeptEvents.NO_POSITION);
            return new KeptEvents(
                    rows.kept().gather(all), IntStream.of(all).asLongStream().toArray(), positions);
        }

        byte[] store(TreeChanges changes) {
            blocks.putAll(changes.blocks());
            blocks.keySet().removeAll(changes.removed());
            versions.putAll(changes.versionTimes());
            return changes.root();
        }

        @Override
        public byte[] block(long number) {
            return blocks.get(number).clone();
        }

        @Override
        public long[] versionTimes(long keyHash) {
            return versions.getOrDefault(keyHash, new long[0]);
        }

        @Override
        public long acceptedAt(long origin) {
            return hidden.contains(origin) ? NOT_YET : acceptances.get(origin);
        }

        @Override
        public long sourceOf(long origin) {
            return origin;
        }
    }
}
