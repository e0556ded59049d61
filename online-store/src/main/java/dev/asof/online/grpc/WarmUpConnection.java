package dev.asof.online.grpc;

import dev.asof.v1.FeatureServiceGrpc;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A connection that asks for features and drops the answers: just enough of HTTP/2 (RFC 9113, RFC 7541) that next to nothing has to be
 * loaded and compiled for it, which would be time that the server lacks. One thread's.
 */
final class WarmUpConnection implements AutoCloseable {
    /** On a machine that is busy elsewhere a first answer takes seconds, and nothing else bounds the wait for one. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

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
    private static final int GRPC_HEADER = 5;
    private static final int SETTING_INITIAL_WINDOW = 4;
    private static final int INITIAL_WINDOW = 65_535;
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    /** In HPACK's static table; a header whose name stands there, or doesn't, and that is to be kept in no table. */
    private static final int METHOD_POST = 0x83;

    private static final int SCHEME_HTTP = 0x86;
    private static final int AUTHORITY = 0x01;
    private static final int PATH = 0x04;
    private static final int NEW_NAME = 0x00;

    private final Socket socket;
    private final DataOutputStream out;
    private final DataInputStream in;
    private final byte[] headers;
    private int nextStream = 1;
    private int unanswered;
    private long answered;

    WarmUpConnection(int port, String key) throws IOException {
        this(port, key, PATIENCE);
    }

    /** @param patience how long it waits for what the server sends next, until it fails */
    WarmUpConnection(int port, String key, Duration patience) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
        this.out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        this.headers = headers(port, key);
        out.writeBytes(PREFACE);
        frame(6, SETTINGS, 0, 0);
        out.writeShort(SETTING_INITIAL_WINDOW);
        out.writeInt(Integer.MAX_VALUE);
        frame(4, WINDOW_UPDATE, 0, 0);
        out.writeInt(Integer.MAX_VALUE - INITIAL_WINDOW);
    }

    private static byte[] headers(int port, String key) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.write(METHOD_POST);
        block.write(SCHEME_HTTP);
        block.write(PATH);
        text("/" + FeatureServiceGrpc.getGetOnlineFeaturesMethod().getFullMethodName(), block);
        block.write(AUTHORITY);
        text("localhost:" + port, block);
        header("content-type", "application/grpc", block);
        header("te", "trailers", block);
        header(ServingWarmUp.KEY_HEADER, key, block);
        return block.toByteArray();
    }

    private static void header(String name, String value, ByteArrayOutputStream block) {
        block.write(NEW_NAME);
        text(name, block);
        text(value, block);
    }

    /** Of less than 127 bytes. */
    private static void text(String text, ByteArrayOutputStream block) {
        block.write(text.length());
        block.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Sends a request, at the latest when its answer is waited for. */
    void send(byte[] message) throws IOException {
        frame(headers.length, HEADERS, END_HEADERS, nextStream);
        out.write(headers);
        frame(GRPC_HEADER + message.length, DATA, END_STREAM, nextStream);
        out.writeByte(0);
        out.writeInt(message.length);
        out.write(message);
        nextStream += 2;
        unanswered++;
    }

    private void frame(int length, int type, int flags, int stream) throws IOException {
        out.writeInt(length << Byte.SIZE | type);
        out.writeByte(flags);
        out.writeInt(stream);
    }

    /** How many requests had an answer; those that fail end without the headers of one. */
    long answered() {
        return answered;
    }

    /** Waits until all requests have ended. */
    void awaitAnswers() throws IOException {
        out.flush();
        while (unanswered > 0) {
            int lengthAndType = in.readInt();
            int length = lengthAndType >>> Byte.SIZE;
            int flags = in.readUnsignedByte();
            in.readInt();
            take(lengthAndType & 0xFF, flags, in.readNBytes(length));
        }
    }

    private void take(int type, int flags, byte[] payload) throws IOException {
        boolean isAck = (flags & ACK) != 0;
        switch (type) {
            case HEADERS -> {
                if ((flags & END_STREAM) != 0) {
                    unanswered--;
                } else {
                    answered++;
                }
            }
            case RST_STREAM -> unanswered--;
            case SETTINGS, PING -> {
                if (!isAck) {
                    frame(type == PING ? payload.length : 0, type, ACK, 0);
                    out.write(payload, 0, type == PING ? payload.length : 0);
                    out.flush();
                }
            }
            case GOAWAY -> throw new EOFException("the server goes away");
            default -> {}
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
