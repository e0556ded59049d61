package dev.asof.registry.compute.exact;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Encoded sums as what assertions compare. */
final class Encoded {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private Encoded() {}

    static byte[] bytes(ExactDoubleSum sum) {
        ByteBuffer out = ByteBuffer.allocate(sum.encodedBytes());
        sum.encode(out);
        return out.array();
    }

    static byte[] bytes(ExactLongSum sum) {
        ByteBuffer out = ByteBuffer.allocate(sum.encodedBytes());
        sum.encode(out);
        return out.array();
    }

    static ByteBuffer buffer(ExactDoubleSum sum) {
        return ByteBuffer.wrap(bytes(sum));
    }

    static String hex(ExactDoubleSum sum) {
        return HEX.formatHex(bytes(sum));
    }

    static String hex(ExactLongSum sum) {
        return HEX.formatHex(bytes(sum));
    }

    static ByteBuffer ofHex(String hex) {
        return ByteBuffer.wrap(HEX.parseHex(hex));
    }
}
