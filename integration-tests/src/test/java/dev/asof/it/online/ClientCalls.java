package dev.asof.it.online;

import dev.asof.cli.client.Answer;
import dev.asof.cli.client.AsofClient;
import dev.asof.it.answer.Columns;
import dev.asof.it.answer.WireAnswers;
import dev.asof.it.generate.Scenario;
import dev.asof.it.oracle.Question;
import dev.asof.it.oracle.Source;
import dev.asof.online.load.LoadRequest;
import dev.asof.online.lookup.QuestionTimes;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/** What is called of a server over gRPC. */
final class ClientCalls {
    private ClientCalls() {}

    /** The load of all that a source has, from scratch. */
    static LoadRequest anew(Source source) {
        return new LoadRequest(List.of(source.name()), OptionalLong.empty(), LoadRequest.Start.ANEW);
    }

    static OnlineServer.Reply ask(
            AsofClient client, Scenario scenario, List<Question> questions, ToLongFunction<Question> acceptedBy) {
        QuestionTimes times = new QuestionTimes(
                Columns.asOf(questions),
                Columns.knownAt(questions),
                questions.stream().mapToLong(acceptedBy).toArray());
        Answer answer = client.get(scenario.serviceName(), 1, Columns.asked(scenario, questions), times);
        long[] used = new long[questions.size()];
        for (int row = 0; row < used.length; row++) {
            used[row] = QuestionTimes.at(answer.times().acceptedBy(), row);
        }
        return new OnlineServer.Reply(used, WireAnswers.of(answer));
    }
}
