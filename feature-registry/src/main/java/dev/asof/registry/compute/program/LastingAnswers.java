package dev.asof.registry.compute.program;

import dev.asof.registry.compute.value.FeatureValues;
import java.util.List;

/**
 * Which answers stay what they are while time goes on and no event is added. Once a question knows, accepts and is late enough
 * to see all events of an entity, a {@code latest} stays for as long as its event isn't too old.
 */
final class LastingAnswers {
    private final Timelines timelines;
    private final List<FeatureSpec> features;

    LastingAnswers(Timelines timelines, List<FeatureSpec> features) {
        this.timelines = timelines;
        this.features = features;
    }

    /** Whether {@link #until} ever tells a time. */
    static boolean canBeOf(List<FeatureSpec> features) {
        return features.stream().allMatch(FeatureSpec.Latest.class::isInstance);
    }

    /** See {@link Timelines#lastsUntil}. */
    long until(Questions questions, int question, List<FeatureValues> answers) {
        int entity = questions.entity()[question];
        if (timelines.lastAcceptance(entity) > questions.acceptedBy()[question]
                || !knowsAll(entity, questions.knownAt()[question])) {
            return Timelines.NOT_LASTING;
        }
        long until = Long.MAX_VALUE;
        for (int i = 0; i < features.size(); i++) {
            long answerTime = answers.get(i).eventTimeMicros(questions.target()[question]);
            until = Math.min(until, until(features.get(i), entity, questions.asOf()[question], answerTime));
        }
        return until;
    }

    private boolean knowsAll(int entity, long knownAt) {
        for (int event = timelines.entityStart(entity); event < timelines.entityEnd(entity); event++) {
            if (timelines.hasArrival() && timelines.knowledge(event) > knownAt) {
                return false;
            }
        }
        return true;
    }

    private long until(FeatureSpec feature, int entity, long asOf, long answerTime) {
        int end = timelines.entityEnd(entity);
        boolean isAnyUnseen = end > timelines.entityStart(entity)
                && timelines.eventTime(end - 1) > feature.timeRule().latestVisible(asOf);
        return switch (feature) {
            case FeatureSpec.Aggregate aggregate -> Timelines.NOT_LASTING;
            case FeatureSpec.Latest latest -> isAnyUnseen ? Timelines.NOT_LASTING : latest.lastsUntil(answerTime, asOf);
        };
    }
}
