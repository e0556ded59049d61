package dev.asof.cli.verify;

import dev.asof.cli.client.Answer;
import dev.asof.cli.client.AsofClient;
import dev.asof.cli.console.Progress;
import dev.asof.cli.registry.ServiceName;
import dev.asof.online.lookup.QuestionTimes;
import dev.asof.registry.compute.program.Questions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
}
