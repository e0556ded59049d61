package dev.asof.online.grpc;

import dev.asof.online.wire.LookupMessage;
import dev.asof.online.wire.UsualRequests;
import dev.asof.v1.GetOnlineFeaturesRequest;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor.Marshaller;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads requests for features: the usual ones by hand, and all others by way of the generated classes. */
final class LookupMarshaller implements Marshaller<LookupMessage> {
    private final Marshaller<GetOnlineFeaturesRequest> generated;
    private final UsualRequests usual = new UsualRequests();

    LookupMarshaller(Marshaller<GetOnlineFeaturesRequest> generated) {
        this.generated = generated;
    }

    @Override
    public LookupMessage parse(InputStream stream) {
        byte[] bytes = bytes(stream);
        LookupMessage message = usual.read(bytes);
        return message == null ? LookupMessage.of(generated.parse(new ByteArrayInputStream(bytes))) : message;
    }

    private static byte[] bytes(InputStream stream) {
        try {
            return stream instanceof KnownLength ? stream.readNBytes(stream.available()) : stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public InputStream stream(LookupMessage message) {
        throw new UnsupportedOperationException("A server sends no requests");
    }
}
