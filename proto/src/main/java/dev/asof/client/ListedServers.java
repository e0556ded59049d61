package dev.asof.client;

import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import io.grpc.StatusOr;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Finds the servers that were listed; their names are looked up anew whenever a connection is lost. */
final class ListedServers extends NameResolverProvider {
    private static final String SCHEME = "asof";

    private final List<String> servers;

    ListedServers(List<String> servers) {
        this.servers = servers;
    }

    /** What stands for all of them. */
    String target() {
        return SCHEME + ":///" + servers.size();
    }

    @Override
    public NameResolver newNameResolver(URI target, NameResolver.Args args) {
        return new NameResolver() {
            private Listener2 listener;

            @Override
            public String getServiceAuthority() {
                return servers.get(0);
            }

            @Override
            public void start(Listener2 told) {
                listener = told;
                refresh();
            }

            @Override
            public void refresh() {
                listener.onResult(ResolutionResult.newBuilder()
                        .setAddressesOrError(StatusOr.fromValue(addresses()))
                        .build());
            }

            @Override
            public void shutdown() {}
        };
    }

    private List<EquivalentAddressGroup> addresses() {
        List<EquivalentAddressGroup> addresses = new ArrayList<>();
        for (String server : servers) {
            URI parsed = URI.create(SCHEME + "://" + server);
            if (parsed.getHost() == null || parsed.getPort() < 0) {
                throw new IllegalArgumentException("Not host:port: " + server);
            }
            addresses.add(new EquivalentAddressGroup(new InetSocketAddress(parsed.getHost(), parsed.getPort())));
        }
        return addresses;
    }

    @Override
    public String getDefaultScheme() {
        return SCHEME;
    }

    @Override
    protected boolean isAvailable() {
        return true;
    }

    @Override
    protected int priority() {
        return 5;
    }

    @Override
    public Collection<Class<? extends SocketAddress>> getProducedSocketAddressTypes() {
        return Set.of(InetSocketAddress.class);
    }
}
