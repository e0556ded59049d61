package dev.asof.client;

import io.grpc.Attributes;
import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import io.grpc.StatusOr;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the servers that were listed; their names are looked up anew whenever a connection is lost. */
final class ListedServers extends NameResolverProvider {
    private static final String SCHEME = "asof";

    private static final int GREATEST_PORT = 65_535;

    private final List<Listed> servers;

    /** A server as it was listed, which is the name that it has to show with TLS. */
    private record Listed(String text, String host, int port) {
        static Listed of(String text) {
            int colon = text.lastIndexOf(':');
            String host = colon < 0 ? "" : text.substring(0, colon);
            boolean isBracketed = host.startsWith("[") && host.endsWith("]");
            int port = port(text.substring(colon + 1));
            if (host.isBlank() || port < 0 || host.contains("/") || (host.contains(":") && !isBracketed)) {
                throw new IllegalArgumentException("Not host:port: '" + text + "'");
            }
            return new Listed(text, host, port);
        }

        /** -1 for none. */
        private static int port(String text) {
            try {
                int port = Integer.parseInt(text);
                return port <= GREATEST_PORT ? port : -1;
            } catch (NumberFormatException e) {
                return -1;
            }
        }

        EquivalentAddressGroup address() {
            return new EquivalentAddressGroup(
                    new InetSocketAddress(host, port),
                    Attributes.newBuilder()
                            .set(EquivalentAddressGroup.ATTR_AUTHORITY_OVERRIDE, text)
                            .build());
        }
    }

    /** @throws IllegalArgumentException if one is not {@code host:port} */
    ListedServers(List<String> servers) {
        this.servers = servers.stream().map(Listed::of).collect(Collectors.toUnmodifiableList());
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
                return servers.get(0).text();
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
        return servers.stream().map(Listed::address).collect(Collectors.toUnmodifiableList());
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
