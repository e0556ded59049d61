package dev.asof.cli.verify;

import dev.asof.cli.client.Answer;
import dev.asof.cli.client.AsofClient;
import dev.asof.cli.console.Progress;
import dev.asof.cli.registry.ServiceName;
import dev.asof.cli.verify.AnswerComparison.Findings;
import dev.asof.online.lookup.QuestionTimes;
import dev.asof.registry.compute.program.Questions;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.plan.FeaturePlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a server answered, in batches.
 *
 * @param asked the questions with the times that the server used
 */
record OnlineAnswers(ServiceQuestions asked, List<Answer> answers) {
    /** The questions of one request. */
    static final int BATCH = 1000;

    static OnlineAnswers ask(AsofClient client, ServiceName service, ServiceQuestions rows, Progress progress)
            throws InterruptedException {
        List<Answer> answers = new ArrayList<>();
        long[] asOf = rows.asOf().clone();
        long[] knownAt = rows.knownAt().clone();
        long[] acceptedBy = rows.acceptedBy().clone();
        for (int from = 0; from < rows.size(); from += BATCH) {
            ServiceQuestions batch = rows.slice(from, Math.min(rows.size(), from + BATCH));
            Answer answer = client.get(service.name(), service.version(), batch.keys(), times(batch));
            for (int row = 0; row < batch.size(); row++) {
                asOf[from + row] = QuestionTimes.at(answer.times().asOf(), row);
                knownAt[from + row] = QuestionTimes.at(answer.times().knownAt(), row);
                acceptedBy[from + row] = QuestionTimes.at(answer.times().acceptedBy(), row);
            }
            answers.add(answer);
            progress.update("asking the server", from + batch.size(), rows.size());
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
        }
        return new OnlineAnswers(new ServiceQuestions(rows.keys(), asOf, knownAt, acceptedBy), answers);
    }

    private static QuestionTimes times(ServiceQuestions rows) {
        boolean bounded = Arrays.stream(rows.acceptedBy()).anyMatch(time -> time != Questions.NO_BOUND);
        return new QuestionTimes(rows.asOf(), rows.knownAt(), bounded ? rows.acceptedBy() : new long[0]);
    }

    /**
     * Compares with what was computed offline.
     *
     * @param offline the values of the plan's features, in its order
     */
    Findings compare(FeaturePlan plan, List<FeatureValues> offline, ErasedQuestions erased) {
        Map<String, Series> computed = new LinkedHashMap<>();
        Map<String, AskedFeature> features = new LinkedHashMap<>();
        for (int i = 0; i < plan.features().size(); i++) {
            computed.put(plan.features().get(i).name(), Series.of(offline.get(i)));
            features.put(plan.features().get(i).name(), new AskedFeature(i, asked, erased));
        }
        AnswerComparison comparison = new AnswerComparison();
        for (int batch = 0; batch < answers.size(); batch++) {
            int from = batch * BATCH;
            for (Answer.FeatureColumn feature : answers.get(batch).features()) {
                comparison.add(
                        feature.name(),
                        new Series(feature.values(), feature.statuses(), feature.eventTimes()),
                        Objects.requireNonNull(computed.get(feature.name())),
                        from,
                        Objects.requireNonNull(features.get(feature.name())));
            }
        }
        return comparison.findings();
    }

    /** @param feature its position in the plan */
    private record AskedFeature(int feature, ServiceQuestions questions, ErasedQuestions erased)
            implements AnswerComparison.Asked {
        @Override
        public String describe(int row) {
            return questions.describe(row);
        }

        @Override
        public boolean isErased(int row) {
            return erased.isErased(feature, row);
        }
    }
}
