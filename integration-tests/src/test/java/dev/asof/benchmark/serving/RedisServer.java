package dev.asof.benchmark.serving;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.asof.v1.FeatureServiceRef;
import dev.asof.v1.GetOnlineFeaturesRequest;
import dev.asof.v1.GetOnlineFeaturesResponse;
import dev.asof.v1.QuestionTimes;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollIoHandler;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollServerSocketChannel;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;

/**
 * The same interface over Redis, as fast as we know how: one value per entity and view that holds its features as packed
 * doubles, one MGET a request, pipelined, with its connection on the thread that answers; the answer encoded by hand.
 */
public final class RedisServer {
    private static final int VALUES_FIELD = 4;
    private static final int FLOAT64S_FIELD = 6;
    private static final int FEATURES_FIELD = 4;
    private static final byte[] KEY_COMMAND = "MGET".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final RedisConnection redis;

    private RedisServer(RedisConnection redis) {
        this.redis = redis;
    }

    /** Takes the port to listen on and that of Redis. */
    public static void main(String[] arguments) throws Exception {
        EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        RedisServer answers = new RedisServer(RedisConnection.open(Integer.parseInt(arguments[1]), loop));
        Server server = NettyServerBuilder.forAddress(
                        new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0])))
                .directExecutor()
                .channelType(EpollServerSocketChannel.class)
                .bossEventLoopGroup(loop)
                .workerEventLoopGroup(loop)
                .addService(ServerServiceDefinition.builder("asof.v1.FeatureService")
                        .addMethod(ByteMessages.method(), ServerCalls.asyncUnaryCall(answers::answer))
                        .build())
                .build()
                .start();
        server.awaitTermination();
    }

    static byte[] key(int view, long entity) {
        return ByteBuffer.allocate(Byte.BYTES + Long.BYTES)
                .put((byte) view)
                .putLong(entity)
                .array();
    }

    /** The features of a view, packed. */
    static byte[] value(int view, long entity) {
        int from = ServingData.firstFeature(view);
        int to = ServingData.firstFeature(view + 1);
        ByteBuffer value = ByteBuffer.allocate((to - from) * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int feature = from; feature < to; feature++) {
            value.putDouble(ServingData.value(entity, feature));
        }
        return value.array();
    }

    private void answer(byte[] message, StreamObserver<byte[]> observer) {
        GetOnlineFeaturesRequest request;
        try {
            request = GetOnlineFeaturesRequest.parseFrom(message);
        } catch (InvalidProtocolBufferException e) {
            observer.onError(Status.INVALID_ARGUMENT.asRuntimeException());
            return;
        }
        var keys = request.getRows().getColumns(0).getValues().getInt64S();
        int rows = keys.getValuesCount();
        byte[][] command = new byte[1 + rows * ServingData.VIEWS][];
        command[0] = KEY_COMMAND;
        int next = 1;
        for (int row = 0; row < rows; row++) {
            for (int view = 0; view < ServingData.VIEWS; view++) {
                command[next++] = key(view, keys.getValues(row));
            }
        }
        redis.send(command, values -> {
            observer.onNext(response(request, values, rows));
            observer.onCompleted();
        });
    }

    private static byte[] response(GetOnlineFeaturesRequest request, byte[][] values, int rows) {
        try {
            return encode(request.getFeatureService(), values, rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] encode(FeatureServiceRef service, byte[][] values, int rows) throws IOException {
        long now = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream(256 + ServingData.FEATURES * (rows * Double.BYTES + 16));
        CodedOutputStream out = CodedOutputStream.newInstance(bytes, 4096);
        GetOnlineFeaturesResponse.newBuilder()
                .setFeatureService(service)
                .setFingerprint("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")
                .setTimes(QuestionTimes.newBuilder()
                        .addAsOfMicros(now)
                        .addKnownAtMicros(now)
                        .addAcceptedByMicros(now))
                .build()
                .writeTo(out);
        int packed = rows * Double.BYTES;
        int array = 1 + CodedOutputStream.computeUInt32SizeNoTag(packed) + packed;
        int column = 1 + CodedOutputStream.computeUInt32SizeNoTag(array) + array;
        int feature = 1 + CodedOutputStream.computeUInt32SizeNoTag(column) + column;
        for (int view = 0; view < ServingData.VIEWS; view++) {
            for (int i = ServingData.firstFeature(view); i < ServingData.firstFeature(view + 1); i++) {
                out.writeUInt32NoTag(FEATURES_FIELD << 3 | 2);
                out.writeUInt32NoTag(feature);
                out.writeUInt32NoTag(VALUES_FIELD << 3 | 2);
                out.writeUInt32NoTag(column);
                out.writeUInt32NoTag(FLOAT64S_FIELD << 3 | 2);
                out.writeUInt32NoTag(array);
                out.writeUInt32NoTag(1 << 3 | 2);
                out.writeUInt32NoTag(packed);
                int at = (i - ServingData.firstFeature(view)) * Double.BYTES;
                for (int row = 0; row < rows; row++) {
                    out.write(values[row * ServingData.VIEWS + view], at, Double.BYTES);
                }
            }
        }
        out.flush();
        return bytes.toByteArray();
    }
}
