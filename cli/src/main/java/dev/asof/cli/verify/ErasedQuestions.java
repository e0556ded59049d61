package dev.asof.cli.verify;

import dev.asof.registry.catalog.FeatureView;
import dev.asof.registry.compute.entity.EncodedKeys;
import dev.asof.registry.compute.entity.EntityKeyCodec;
import dev.asof.registry.erasure.ErasureFolder;
import dev.asof.registry.erasure.Tombstones;
import dev.asof.registry.plan.AskedView;
import dev.asof.registry.plan.FeaturePlan;
import dev.asof.registry.plan.PlannedFeature;
import dev.asof.registry.repository.FeatureRepository;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which answers are about entities that were erased. The tombstones are read once that is asked. Used by one thread. */
final class ErasedQuestions {
    private final FeatureRepository repository;
    private final FeaturePlan plan;
    private final ServiceQuestions questions;
    private @Nullable List<BitSet> byView;

    ErasedQuestions(FeatureRepository repository, FeaturePlan plan, ServiceQuestions questions) {
        this.repository = repository;
        this.plan = plan;
        this.questions = questions;
    }

    /** @param feature its position in the plan */
    boolean isErased(int feature, int row) {
        if (byView == null) {
            byView = byView();
        }
        List<BitSet> erased = byView;
        return switch (plan.features().get(feature)) {
            case PlannedFeature.OfView of -> erased.get(of.view()).get(row);
            case PlannedFeature.Derived derived -> erased.stream().anyMatch(view -> view.get(row));
        };
    }

    private List<BitSet> byView() {
        Tombstones tombstones = new ErasureFolder(repository).read();
        return plan.views().stream().map(asked -> erased(asked, tombstones)).toList();
    }

    private BitSet erased(AskedView asked, Tombstones tombstones) {
        BitSet erased = new BitSet();
        if (tombstones.isEmpty()) {
            return erased;
        }
        FeatureView view = asked.view();
        EncodedKeys keys = new EntityKeyCodec(view.entityKeys())
                .encode(
                        questions.keysOf(asked.keyColumns()).columns(),
                        IntStream.range(0, questions.size()).toArray());
        IntStream.range(0, questions.size())
                .filter(row -> tombstones.contains(view.entity(), view.entityKeys(), keys.key(row)))
                .forEach(erased::set);
        return erased;
    }
}
