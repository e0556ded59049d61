package dev.asof.benchmark.serving;

import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Exception;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Headers;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;

/**
 * One connection that sends gRPC calls of one method: just enough of HTTP/2 (RFC 9113) that sending costs little beside
 * answering. Frames are put together by hand; header blocks are Netty's. One thread's.
 */
final class Http2Client {
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GOAWAY = 7;
    private static final int WINDOW_UPDATE = 8;
    private static final int END_STREAM = 1;
    private static final int ACK = 1;
    private static final int END_HEADERS = 4;
    private static final int FRAME_HEADER = 9;
    private static final int GRPC_HEADER = 5;
    private static final int INITIAL_WINDOW = 65_535;
    private static final int SETTING_MOST_STREAMS = 3;
    private static final int SETTING_INITIAL_WINDOW = 4;
    private static final int MOST_STREAMS = 1 << 17;
    private static final int BUFFER_BYTES = 4 << 20;
    private static final int RETURNED_WINDOW = 16 << 20;
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final SocketChannel channel;
    private final Listener listener;
    private final DefaultHttp2HeadersEncoder encoder = new DefaultHttp2HeadersEncoder();
    private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false);
    private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private final long[] sentAt = new long[MOST_STREAMS];
    private final Http2Headers headers;
    private byte[] headerBlock = {};
    private int blocksEncoded;
    private int nextStream = 1;
    private int inFlight;
    private int open;
    private int mostOpen = Integer.MAX_VALUE;
    private long window = INITIAL_WINDOW;
    private int received;

    /** What became of a call. */
    enum Outcome {
        ANSWERED,
        /** RESOURCE_EXHAUSTED. */
        REFUSED,
        FAILED
    }

    /** Is told of every call that ended. */
    interface Listener {
        void ended(Http2Client client, long sentAtNanos, Outcome outcome);
    }

    private record Waiting(byte[] message, long sentAtNanos) {}

    Http2Client(int port, Listener listener) throws IOException {
        this.listener = listener;
        this.channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        this.headers = new DefaultHttp2Headers()
                .method("POST")
                .scheme("http")
                .path("/" + ByteMessages.method().getFullMethodName())
                .authority("127.0.0.1:" + port)
                .add("content-type", "application/grpc")
                .add("te", "trailers")
                .add("user-agent", "asof-load");
        out.put(PREFACE);
        frame(6, SETTINGS, 0, 0);
        out.putShort((short) SETTING_INITIAL_WINDOW).putInt(Integer.MAX_VALUE);
        frame(4, WINDOW_UPDATE, 0, 0);
        out.putInt(Integer.MAX_VALUE - INITIAL_WINDOW);
    }

    SocketChannel channel() {
        return channel;
    }

    int inFlight() {
        return inFlight;
    }

    /** Sends a message, or keeps a copy until the server takes more. */
    void send(byte[] message, long sentAtNanos) {
        inFlight++;
        if (mustWait(message)) {
            waiting.add(new Waiting(message.clone(), sentAtNanos));
        } else {
            write(message, sentAtNanos);
        }
    }

    private boolean mustWait(byte[] message) {
        int room = 2 * FRAME_HEADER + headerBlock.length + GRPC_HEADER + message.length + 1024;
        return open >= mostOpen || window < message.length + GRPC_HEADER || out.remaining() < room;
    }

    private void write(byte[] message, long sentAtNanos) {
        byte[] block = headerBlock();
        int stream = nextStream;
        nextStream += 2;
        open++;
        sentAt[stream / 2 % MOST_STREAMS] = sentAtNanos;
        frame(block.length, HEADERS, END_HEADERS, stream);
        out.put(block);
        frame(GRPC_HEADER + message.length, DATA, END_STREAM, stream);
        out.put((byte) 0).putInt(message.length).put(message);
        window -= GRPC_HEADER + message.length;
    }

    /** From the second block on all headers stand in the server's table, and the block stays the same. */
    private byte[] headerBlock() {
        if (blocksEncoded < 2) {
            ByteBuf buffer = Unpooled.buffer();
            try {
                encoder.encodeHeaders(nextStream, headers, buffer);
            } catch (Http2Exception e) {
                throw new IllegalStateException(e);
            }
            headerBlock = new byte[buffer.readableBytes()];
            buffer.readBytes(headerBlock);
            blocksEncoded++;
        }
        return headerBlock;
    }

    private void frame(int length, int type, int flags, int stream) {
        out.put((byte) (length >> 16))
                .putShort((short) length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream);
    }

    /** Writes what is to be written; returns whether there was anything. */
    boolean flush() throws IOException {
        for (Waiting next = waiting.peek(); next != null && !mustWait(next.message()); next = waiting.peek()) {
            waiting.remove();
            write(next.message(), next.sentAtNanos());
        }
        if (out.position() == 0) {
            return false;
        }
        out.flip();
        channel.write(out);
        out.compact();
        return true;
    }

    /** Takes in what came. */
    void read() throws IOException {
        if (channel.read(in) < 0) {
            throw new EOFException("The server closed the connection");
        }
        in.flip();
        while (in.remaining() >= FRAME_HEADER) {
            in.mark();
            int length = ((in.get() & 0xFF) << 16) | (in.getShort() & 0xFFFF);
            int type = in.get();
            int flags = in.get();
            int stream = in.getInt();
            if (in.remaining() < length) {
                in.reset();
                break;
            }
            int end = in.position() + length;
            take(type, flags, stream, length);
            in.position(end);
        }
        in.compact();
    }

    private void take(int type, int flags, int stream, int length) {
        switch (type) {
            case DATA -> returnWindow(length);
            case HEADERS -> {
                CharSequence status = status(stream, length);
                if ((flags & END_STREAM) != 0) {
                    end(stream, outcome(status));
                }
            }
            case RST_STREAM -> end(stream, Outcome.FAILED);
            case SETTINGS -> {
                if ((flags & ACK) == 0) {
                    obey(length);
                    frame(0, SETTINGS, ACK, 0);
                }
            }
            case PING -> {
                if ((flags & ACK) == 0) {
                    long payload = in.getLong();
                    frame(8, PING, ACK, 0);
                    out.putLong(payload);
                }
            }
            case WINDOW_UPDATE -> window += stream == 0 ? in.getInt() : 0;
            case GOAWAY -> throw new UncheckedIOException(new EOFException("The server goes away"));
            default -> {}
        }
    }

    private void obey(int length) {
        for (int i = 0; i < length; i += Short.BYTES + Integer.BYTES) {
            int setting = in.getShort();
            int value = in.getInt();
            if (setting == SETTING_MOST_STREAMS) {
                mostOpen = value < 0 ? Integer.MAX_VALUE : value;
            }
        }
    }

    private void returnWindow(int length) {
        received += length;
        if (received >= RETURNED_WINDOW) {
            frame(4, WINDOW_UPDATE, 0, 0);
            out.putInt(received);
            received = 0;
        }
    }

    private CharSequence status(int stream, int length) {
        ByteBuffer block = in.slice(in.position(), length);
        try {
            CharSequence status =
                    decoder.decodeHeaders(stream, Unpooled.wrappedBuffer(block)).get("grpc-status");
            return status == null ? "" : status;
        } catch (Http2Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Outcome outcome(CharSequence grpcStatus) {
        return switch (grpcStatus.toString()) {
            case "0" -> Outcome.ANSWERED;
            case "8" -> Outcome.REFUSED;
            default -> Outcome.FAILED;
        };
    }

    private void end(int stream, Outcome outcome) {
        inFlight--;
        open--;
        listener.ended(this, sentAt[stream / 2 % MOST_STREAMS], outcome);
    }
}
