package dev.asof.online.server;

import static dev.asof.online.OnlineFixture.NOW;
import static dev.asof.online.server.RawConnection.DATA;
import static dev.asof.online.server.RawConnection.END_HEADERS;
import static dev.asof.online.server.RawConnection.END_STREAM;
import static dev.asof.online.server.RawConnection.NONE;
import static dev.asof.online.server.RawConnection.RST_STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.online.OnlineFixture;
import dev.asof.online.OnlineStore;
import dev.asof.v1.Column;
import dev.asof.v1.ColumnBatch;
import dev.asof.v1.FeatureServiceGrpc;
import dev.asof.v1.FeatureServiceRef;
import dev.asof.v1.GetOnlineFeaturesRequest;
import dev.asof.v1.Int64Array;
import dev.asof.v1.NamedColumn;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a client does wrong, or breaks off, counts as its own: alerts are on faults of the server. */
@Timeout(120)
class ClientFaultsTest {
    private static final String METHOD =
            FeatureServiceGrpc.getGetOnlineFeaturesMethod().getFullMethodName();
    private static final Pattern ENDED =
            Pattern.compile("asof_calls_total\\{code=\"(\\w+)\",method=\"" + METHOD + "\"} (\\S+)");
    private static final byte[] REQUEST = GetOnlineFeaturesRequest.newBuilder()
            .setFeatureService(FeatureServiceRef.newBuilder().setName("risk"))
            .setRows(ColumnBatch.newBuilder()
                    .addColumns(NamedColumn.newBuilder()
                            .setName("customer_id")
                            .setValues(Column.newBuilder()
                                    .setInt64S(Int64Array.newBuilder().addValues(7)))))
            .build()
            .toByteArray();
    private static final byte[] MESSAGE = RawConnection.message(0, REQUEST.length, REQUEST);
    private static final int LARGEST_FRAME = 16_384;

    @TempDir
    Path folder;

    /** How a client does wrong, and what it counts as; nothing where gRPC takes no call for one. */
    enum Wrong {
        BYTES_THAT_ARE_NO_FRAMES("UNAVAILABLE") {
            @Override
            void send(RawConnection client) throws IOException {
                client.call(1, METHOD);
                client.frame(0x99, 0xFF, 0x77777777, new byte[7]);
                client.frame(DATA, 0xFF, 4, new byte[100]);
            }
        },
        ANOTHER_CONTENT_TYPE("") {
            @Override
            void send(RawConnection client) throws IOException {
                client.headers(1, END_HEADERS, METHOD, "text/html");
                client.frame(DATA, END_STREAM, 1, MESSAGE);
            }
        },
        A_MESSAGE_SHORTER_THAN_ITS_LENGTH("INVALID_ARGUMENT") {
            @Override
            void send(RawConnection client) throws IOException {
                client.call(1, METHOD);
                client.frame(DATA, END_STREAM, 1, RawConnection.message(0, REQUEST.length + 1, REQUEST));
            }
        },
        A_MESSAGE_LONGER_THAN_ITS_LENGTH("INVALID_ARGUMENT") {
            @Override
            void send(RawConnection client) throws IOException {
                client.call(1, METHOD);
                client.frame(DATA, END_STREAM, 1, RawConnection.message(0, REQUEST.length - 1, REQUEST));
            }
        },
        RESERVED_BITS("INVALID_ARGUMENT") {
            @Override
            void send(RawConnection client) throws IOException {
                client.call(1, METHOD);
                client.frame(DATA, END_STREAM, 1, RawConnection.message(0xFE, REQUEST.length, REQUEST));
            }
        },
        COMPRESSED_BY_NOTHING("INVALID_ARGUMENT") {
            @Override
            void send(RawConnection client) throws IOException {
                client.call(1, METHOD);
                client.frame(DATA, END_STREAM, 1, RawConnection.message(1, REQUEST.length, REQUEST));
            }
        },
        NO_MESSAGE("INVALID_ARGUMENT") {
            @Override
            void send(RawConnection client) throws IOException {
                client.headers(1, END_HEADERS | END_STREAM, METHOD, "application/grpc");
            }
        },
        TWO_MESSAGES("INVALID_ARGUMENT") {
            @Override
            void send(RawConnection client) throws IOException {
                client.call(1, METHOD);
                client.frame(DATA, NONE, 1, MESSAGE);
                client.frame(DATA, END_STREAM, 1, MESSAGE);
            }
        },
        A_MESSAGE_THAT_IS_TOO_LARGE("RESOURCE_EXHAUSTED") {
            @Override
            void send(RawConnection client) throws IOException {
                client.call(1, METHOD);
                client.frame(DATA, NONE, 1, RawConnection.message(0, Integer.MAX_VALUE, REQUEST));
            }
        },
        MORE_THAN_THE_CONTENT_LENGTH("INVALID_ARGUMENT") {
            @Override
            void send(RawConnection client) throws IOException {
                client.call(1, METHOD, "content-length", "3");
                client.frame(DATA, END_STREAM, 1, MESSAGE);
            }
        },
        MORE_THAN_THE_WINDOW("UNAVAILABLE") {
            @Override
            void send(RawConnection client) throws IOException {
                client.call(1, METHOD);
                client.frame(DATA, NONE, 1, RawConnection.message(0, 32 << 20, new byte[0]));
                for (int i = 0; i < 100; i++) {
                    client.frame(DATA, NONE, 1, new byte[LARGEST_FRAME]);
                }
            }
        },
        A_RESET_IN_THE_MIDDLE("CANCELLED") {
            @Override
            void send(RawConnection client) throws IOException {
                client.call(1, METHOD);
                client.frame(DATA, NONE, 1, Arrays.copyOf(MESSAGE, 6));
                client.frame(RST_STREAM, NONE, 1, new byte[] {0, 0, 0, 8});
            }
        },
        METADATA_THAT_ARE_TOO_LARGE("") {
            @Override
            void send(RawConnection client) throws IOException {
                client.call(1, METHOD, "x-request-id", "x".repeat(LARGEST_FRAME - 1_000));
                client.frame(DATA, END_STREAM, 1, MESSAGE);
            }
        },
        A_TIMEOUT_THAT_IS_NONE("") {
            @Override
            void send(RawConnection client) throws IOException {
                client.call(1, METHOD, "grpc-timeout", "soon");
                client.frame(DATA, END_STREAM, 1, MESSAGE);
            }
        },
        A_CONNECTION_THAT_IS_RESET("UNAVAILABLE") {
            @Override
            void send(RawConnection client) throws IOException {
                client.call(1, METHOD);
                client.frame(DATA, NONE, 1, Arrays.copyOf(MESSAGE, 6));
            }

            @Override
            void end(RawConnection client) throws IOException {
                client.reset();
            }
        };

        private final String code;

        Wrong(String code) {
            this.code = code;
        }

        abstract void send(RawConnection client) throws IOException;

        void end(RawConnection client) throws IOException {
            client.close();
        }
    }

    private OnlineServer serve() {
        OnlineFixture fixture = new OnlineFixture(folder);
        OnlineStore store = fixture.open();
        OnlineFixture.load(store);
        OnlineFixture.ingest(store, OnlineFixture.payments().row(1, 7, "zoo", NOW, 1.0));
        return OnlineServer.start(
                store, ServerOptions.onLoopback(0, "1.2.3").withHttp(OptionalInt.of(0)), fixture.clock());
    }

    /** How many calls ended, by code. */
    private static Map<String, Double> ended(OnlineServer server) throws Exception {
        URI metrics = URI.create("http://127.0.0.1:" + server.httpPort().orElseThrow() + "/metrics");
        Map<String, Double> ended = new TreeMap<>();
        try (HttpClient client = HttpClient.newHttpClient()) {
            Matcher found = ENDED.matcher(
                    client.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                            .body());
            while (found.find()) {
                ended.put(found.group(1), Double.parseDouble(found.group(2)));
            }
        }
        return ended;
    }

    private static Map<String, Double> endedSoon(OnlineServer server, boolean isAny) throws Exception {
        long from = System.nanoTime();
        while (ended(server).isEmpty() == isAny && System.nanoTime() - from < 5_000_000_000L) {
            Thread.sleep(20);
        }
        return ended(server);
    }

    @ParameterizedTest
    @EnumSource
    void whatAClientDoesWrongCountsAsItsOwn(Wrong wrong) throws Exception {
        try (OnlineServer server = serve()) {
            RawConnection client = new RawConnection(server.port(), 65_535);
            wrong.send(client);
            client.flush();
            Thread.sleep(300);
            wrong.end(client);
            Map<String, Double> ended = endedSoon(server, !wrong.code.isEmpty());
            assertThat(ended).isEqualTo(wrong.code.isEmpty() ? Map.of() : Map.of(wrong.code, 1.0));
        }
    }

    @Test
    void answersThatAClientLeavesBehindAreNoFaultOfTheServer() throws Exception {
        try (OnlineServer server = serve()) {
            RawConnection client = new RawConnection(server.port(), 0);
            client.ask(1, METHOD, REQUEST);
            client.flush();
            Thread.sleep(300);
            client.close();
            assertThat(endedSoon(server, true)).isEqualTo(Map.of("UNAVAILABLE", 1.0));
        }
    }
}
