package dev.asof.it.online;

import dev.asof.cli.client.AsofClient;
import dev.asof.it.generate.Dice;
import dev.asof.it.generate.Scenario;
import dev.asof.it.oracle.Question;
import dev.asof.it.oracle.Source;
import dev.asof.it.process.MortalServer;
import dev.asof.it.process.ServerProcess;
import dev.asof.online.load.LoadListener;
import dev.asof.online.load.LoadRequest;
import dev.asof.registry.compute.schema.ColumnBatch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * A server process behind gRPC, killed in the middle of some calls that write, the first one among them. Small loads come in bulk
 * there, and few events in blocks.
 */
public final class RemoteServer implements OnlineServer {
    private final MortalServer server;
    private final Dice dice;
    private int killsLeft;
    private int callsUntilKill;

    /** @param kills how often to kill it, at most */
    public RemoteServer(Path repository, Dice dice, int kills) {
        this.server = new MortalServer(repository, ServerProcess::startSmall);
        this.dice = dice;
        this.killsLeft = kills;
        this.callsUntilKill = 1;
    }

    /** How often it was killed. */
    public int kills() {
        return server.kills();
    }

    /** How many calls got no answer because of that, and were made again. */
    public int brokenCalls() {
        return server.brokenCalls();
    }

    private <T> T write(Function<AsofClient, T> call) {
        if (killsLeft == 0 || --callsUntilKill > 0) {
            return server.call(call);
        }
        killsLeft--;
        callsUntilKill = dice.between(5, 40);
        return server.callAndKill(Duration.ofMillis(dice.between(0, 12)), call);
    }

    @Override
    public void ingest(String source, String producer, long firstSequence, ColumnBatch events) {
        write(client -> client.ingest(source, producer, firstSequence, events));
    }

    @Override
    public void load(Scenario scenario) {
        write(client -> client.load(LoadRequest.ALL, LoadListener.NONE));
    }

    @Override
    public void rebuild(Scenario scenario, Source source) {
        write(client -> client.load(ClientCalls.anew(source), LoadListener.NONE));
    }

    @Override
    public Reply ask(Scenario scenario, List<Question> questions, ToLongFunction<Question> acceptedBy) {
        return server.call(client -> ClientCalls.ask(client, scenario, questions, acceptedBy));
    }

    @Override
    public void mayRestart() {}

    @Override
    public void close() {
        server.close();
    }
}
