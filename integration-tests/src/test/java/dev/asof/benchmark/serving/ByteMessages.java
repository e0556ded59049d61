package dev.asof.benchmark.serving;

import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Messages as their bytes: what it costs to carry them, and nothing else. */
final class ByteMessages implements Marshaller<byte[]> {
    private ByteMessages() {}

    /** {@code GetOnlineFeatures} with messages that nobody parses. */
    static MethodDescriptor<byte[], byte[]> method() {
        return MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName("asof.v1.FeatureService/GetOnlineFeatures")
                .setRequestMarshaller(new ByteMessages())
                .setResponseMarshaller(new ByteMessages())
                .build();
    }

    @Override
    public InputStream stream(byte[] message) {
        return new Stream(message);
    }

    @Override
    public byte[] parse(InputStream stream) {
        try {
            return stream.readNBytes(stream.available());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Stream extends ByteArrayInputStream implements KnownLength, Drainable {
        Stream(byte[] message) {
            super(message);
        }

        @Override
        public int drainTo(OutputStream target) throws IOException {
            int length = count - pos;
            target.write(buf, pos, length);
            pos = count;
            return length;
        }
    }
}
