package dev.asof.it.online;

import dev.asof.cli.client.AsofClient;
import dev.asof.cli.client.ServerAddress;
import dev.asof.it.generate.Scenario;
import dev.asof.it.oracle.Question;
import dev.asof.it.oracle.Source;
import dev.asof.it.repository.ParquetSourceFiles;
import dev.asof.online.load.LoadListener;
import dev.asof.online.load.LoadRequest;
import dev.asof.online.server.ServerOptions;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.repository.FeatureRepository;
import java.time.InstantSource;
import java.util.List;
import java.util.function.ToLongFunction;

/** A server in this process that is called over gRPC all the same, by way of the loopback device. */
public final class LoopbackServer implements OnlineServer {
    private final dev.asof.online.server.OnlineServer server;
    private final AsofClient client;

    public LoopbackServer(FeatureRepository repository, RegistrySnapshot registry) {
        this.server = dev.asof.online.server.OnlineServer.start(
                InProcessServer.open(
                        repository,
                        registry,
                        new ParquetSourceFiles(repository),
                        InstantSource.system(),
                        InProcessServer.options(InProcessServer.SMALL_BLOCKS)),
                ServerOptions.onLoopback(0, "test"),
                InstantSource.system());
        this.client = AsofClient.to(ServerAddress.parse(server.address()));
    }

    @Override
    public void ingest(String source, String producer, long firstSequence, ColumnBatch events) {
        client.ingest(source, producer, firstSequence, events);
    }

    @Override
    public void load(Scenario scenario) {
        client.load(LoadRequest.ALL, LoadListener.NONE);
    }

    @Override
    public void rebuild(Scenario scenario, Source source) {
        client.load(ClientCalls.anew(source), LoadListener.NONE);
    }

    @Override
    public Reply ask(Scenario scenario, List<Question> questions, ToLongFunction<Question> acceptedBy) {
        return ClientCalls.ask(client, scenario, questions, acceptedBy);
    }

    @Override
    public void mayRestart() {}

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
