package dev.asof.it.generate;

import dev.asof.it.oracle.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which scenario comes after which, so that all cells have their turn in every round: counts first with entities of
 * thousands of events, all others now with few entities and now with many.
 */
public final class CoveragePlan {
    /** The features of one view, at most. */
    private static final int FEATURES = 96;

    /** In so many rounds counts have thousands of events. */
    private static final int ROUNDS_OF_COUNTS = 10;

    private static final List<NullPattern> NULLS = List.of(
            NullPattern.SOME,
            NullPattern.NONE,
            NullPattern.MOST,
            NullPattern.SOME,
            NullPattern.NONE,
            NullPattern.SOME,
            NullPattern.ALL,
            NullPattern.NONE,
            NullPattern.SOME);

    private static final List<Cell.Form> FORMS = List.of(Cell.Form.UNBOUNDED, Cell.Form.GROUPED);

    private final long seed;
    private final List<List<Cell>> chunks = new ArrayList<>();
    private final BiFunction<Integer, Cell, Extent> extents;

    /**
     * Of all cells, in scenarios with many questions.
     *
     * @param seed of the first scenario, from which the others count up
     */
    public CoveragePlan(long seed) {
        this(seed, CoveragePlan::extent);
        Predicate<Cell> isNeither = Predicate.not(Cell::isCount).and(Predicate.not(Cell::isListOfBools));
        Stream.<Predicate<Cell>>of(Cell::isCount, Cell::isListOfBools, isNeither)
                .forEach(kind -> add(Cell.all().stream().filter(kind).toList()));
    }

    private CoveragePlan(long seed, BiFunction<Integer, Cell, Extent> extents) {
        this.seed = seed;
        this.extents = extents;
    }

    /** Of a cell for each function and input, in small scenarios. */
    public static CoveragePlan ofEachInput(long seed) {
        CoveragePlan plan = new CoveragePlan(seed, (round, cell) -> Extent.FEW_EVENTS);
        Map<List<Object>, List<Cell>> byInput = Cell.all().stream()
                .filter(cell -> FORMS.contains(cell.form()))
                .collect(Collectors.groupingBy(
                        cell -> List.of(cell.function(), cell.type()), LinkedHashMap::new, Collectors.toList()));
        List<Cell> some = new ArrayList<>();
        byInput.values().forEach(forms -> some.add(forms.get(some.size() % forms.size())));
        plan.add(some);
        return plan;
    }

    private void add(List<Cell> cells) {
        for (int from = 0; from < cells.size(); from += FEATURES) {
            chunks.add(cells.subList(from, Math.min(cells.size(), from + FEATURES)));
        }
    }

    /**
     * What one scenario is made of.
     *
     * @param cells one for each feature, in their order
     */
    public record Step(int round, List<Cell> cells, Extent extent) {

        /** How many of the first inputs of a type are null; there are none to be null where a function takes none. */
        public NullPattern nulls(Optional<Type> type) {
            return switch (extent) {
                case ONE_ENTITY -> NullPattern.NONE;
                case FEW_EVENTS -> NullPattern.SOME;
                case FEW_ENTITIES, MANY_ENTITIES ->
                    type.map(given -> NULLS.get((round + Cell.TYPES.indexOf(given)) % NULLS.size()))
                            .orElse(NullPattern.NONE);
            };
        }
    }

    /** How many scenarios make a round. */
    public int roundLength() {
        return chunks.size();
    }

    public Step step(int number) {
        int round = number / chunks.size();
        List<Cell> cells = chunks.get(number % chunks.size());
        return new Step(round, cells, extents.apply(round, cells.getFirst()));
    }

    /** @param name the prefix of the names of its definitions */
    public Scenario scenario(int number, String name) {
        return CoverageGenerator.scenario(step(number), seed + number, name);
    }

    private static Extent extent(int round, Cell first) {
        if (first.isCount() && round < ROUNDS_OF_COUNTS) {
            return Extent.ONE_ENTITY;
        }
        return round % 2 == 1 || first.isListOfBools() ? Extent.FEW_ENTITIES : Extent.MANY_ENTITIES;
    }
}
