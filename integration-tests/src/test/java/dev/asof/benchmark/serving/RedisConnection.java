package dev.asof.benchmark.serving;

import io.grpc.netty.shaded.io.netty.bootstrap.Bootstrap;
import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelInitializer;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollSocketChannel;
import io.grpc.netty.shaded.io.netty.handler.codec.ByteToMessageDecoder;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Sends commands to Redis and hands on the replies, which come in the order of the commands. Commands that are sent in one
 * turn of the event loop go out in one write. Used by the event loop's thread alone.
 */
final class RedisConnection {
    private final Channel channel;
    private final ArrayDeque<Consumer<byte[][]>> waiting;
    private boolean isFlushDue;

    private RedisConnection(Channel channel, ArrayDeque<Consumer<byte[][]>> waiting) {
        this.channel = channel;
        this.waiting = waiting;
    }

    static RedisConnection open(int port, EventLoopGroup loop) throws InterruptedException {
        ArrayDeque<Consumer<byte[][]>> waiting = new ArrayDeque<>();
        Channel channel = new Bootstrap()
                .group(loop)
                .channel(EpollSocketChannel.class)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel created) {
                        created.pipeline().addLast(new Replies(waiting));
                    }
                })
                .connect(new InetSocketAddress("127.0.0.1", port))
                .sync()
                .channel();
        return new RedisConnection(channel, waiting);
    }

    /** Sends a command whose reply is a list of values. */
    void send(byte[][] command, Consumer<byte[][]> reply) {
        waiting.add(reply);
        int size = 16;
        for (byte[] part : command) {
            size += part.length + 16;
        }
        ByteBuf out = channel.alloc().directBuffer(size);
        line(out, '*', command.length);
        for (byte[] part : command) {
            line(out, '$', part.length);
            out.writeBytes(part).writeByte('\r').writeByte('\n');
        }
        channel.write(out, channel.voidPromise());
        if (!isFlushDue) {
            isFlushDue = true;
            channel.eventLoop().execute(() -> {
                isFlushDue = false;
                channel.flush();
            });
        }
    }

    private static void line(ByteBuf out, char kind, int number) {
        out.writeByte(kind);
        out.writeCharSequence(Integer.toString(number), StandardCharsets.US_ASCII);
        out.writeByte('\r').writeByte('\n');
    }

    /** Takes replies apart: a list of values, each with its length before it. */
    private static final class Replies extends ByteToMessageDecoder {
        private final ArrayDeque<Consumer<byte[][]>> waiting;
        private byte[] @org.jspecify.annotations.Nullable [] values;
        private int taken;

        Replies(ArrayDeque<Consumer<byte[][]>> waiting) {
            this.waiting = waiting;
        }

        @Override
        protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
            if (values == null && !begin(in)) {
                return;
            }
            while (taken < values.length) {
                if (!takeValue(in)) {
                    return;
                }
            }
            byte[][] done = values;
            values = null;
            waiting.remove().accept(done);
        }

        private boolean begin(ByteBuf in) {
            int start = in.readerIndex();
            int count = number(in, '*');
            if (count < 0) {
                in.readerIndex(start);
                return false;
            }
            values = new byte[count][];
            taken = 0;
            return true;
        }

        private boolean takeValue(ByteBuf in) {
            int start = in.readerIndex();
            int length = number(in, '$');
            if (length < 0 || in.readableBytes() < length + 2) {
                in.readerIndex(start);
                return false;
            }
            byte[] value = new byte[length];
            in.readBytes(value).skipBytes(2);
            values[taken++] = value;
            return true;
        }

        /** The number on the next line; -1 if the line is not complete. */
        private static int number(ByteBuf in, char kind) {
            int end = in.bytesBefore((byte) '\n');
            if (end < 0) {
                return -1;
            }
            if (in.readByte() != kind) {
                throw new IllegalStateException("Redis answered " + in.toString(StandardCharsets.UTF_8));
            }
            int number = 0;
            for (byte digit = in.readByte(); digit != '\r'; digit = in.readByte()) {
                if (digit == '-') {
                    throw new IllegalStateException("Redis lacks a value");
                }
                number = 10 * number + digit - '0';
            }
            in.skipBytes(1);
            return number;
        }
    }
}
