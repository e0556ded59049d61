package dev.asof.online.server;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client's end of HTTP/2 (RFC 9113, RFC 7541), a frame at a time, which keeps to no rule by itself. One thread's. */
final class RawConnection implements AutoCloseable {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int GOAWAY = 7;
    static final int NONE = 0;
    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;
    private static final int SETTINGS = 4;
    private static final int WINDOW_UPDATE = 8;
    private static final int INITIAL_WINDOW_SIZE = 4;
    private static final int INITIAL_WINDOW = 65_535;
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int SMALL_BUFFER = 4_096;
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    private final Socket socket = new Socket();
    private final DataOutputStream out;
    private final DataInputStream in;

    /** What a server sent. */
    record Frame(int type, int flags, int stream, byte[] payload) {}

    /** @param window how much of answers a server may send unasked, of each and of all */
    RawConnection(int port, int window) throws IOException {
        socket.setReceiveBufferSize(SMALL_BUFFER);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        this.out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out.writeBytes(PREFACE);
        header(6, SETTINGS, NONE, 0);
        out.writeShort(INITIAL_WINDOW_SIZE);
        out.writeInt(window);
        if (window > INITIAL_WINDOW) {
            header(4, WINDOW_UPDATE, NONE, 0);
            out.writeInt(window - INITIAL_WINDOW);
        }
    }

    private void header(int length, int type, int flags, int stream) throws IOException {
        out.writeInt(length << Byte.SIZE | type);
        out.writeByte(flags);
        out.writeInt(stream);
    }

    void frame(int type, int flags, int stream, byte[] payload) throws IOException {
        header(payload.length, type, flags, stream);
        out.write(payload);
    }

    /** Opens a stream with the headers that a call of gRPC has, and more. */
    void call(int stream, String method, String... more) throws IOException {
        headers(stream, END_HEADERS, method, "application/grpc", more);
    }

    void headers(int stream, int flags, String method, String contentType, String... more) throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        literal(":method", "POST", block);
        literal(":scheme", "http", block);
        literal(":path", "/" + method, block);
        literal(":authority", "localhost", block);
        literal("content-type", contentType, block);
        literal("te", "trailers", block);
        for (int i = 0; i < more.length; i += 2) {
            literal(more[i], more[i + 1], block);
        }
        frame(HEADERS, flags, stream, block.toByteArray());
    }

    private static void literal(String name, String value, ByteArrayOutputStream block) {
        block.write(0);
        text(name, block);
        text(value, block);
    }

    /** A length of seven bits, or those and what is more in groups of seven (RFC 7541, 5.1). */
    private static void text(String text, ByteArrayOutputStream block) {
        int length = text.length();
        if (length < 127) {
            block.write(length);
        } else {
            block.write(127);
            int rest = length - 127;
            for (; rest >= 128; rest >>>= 7) {
                block.write((rest & 127) | 128);
            }
            block.write(rest);
        }
        block.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** A message as gRPC frames it, which may say another length than it has. */
    static byte[] message(int flags, int saidLength, byte[] message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(flags);
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes.write(saidLength >> shift);
        }
        bytes.writeBytes(message);
        return bytes.toByteArray();
    }

    /** Sends a whole request. */
    void ask(int stream, String method, byte[] message) throws IOException {
        call(stream, method);
        frame(DATA, END_STREAM, stream, message(0, message.length, message));
    }

    void flush() throws IOException {
        out.flush();
    }

    Frame next() throws IOException {
        int lengthAndType = in.readInt();
        int flags = in.readUnsignedByte();
        int stream = in.readInt();
        return new Frame(lengthAndType & 0xFF, flags, stream, in.readNBytes(lengthAndType >>> Byte.SIZE));
    }

    /** Closes so that the other end is told of a reset, not of an end. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
