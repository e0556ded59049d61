package dev.asof.v1;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What the comments of the contract promise about bytes, and what an encoder written by hand relies on. */
class WireFormatTest {

    @Test
    void everyStatusIsOneByte() {
        assertThat(ValueStatus.getDescriptor().getValues())
                .allSatisfy(status -> assertThat(status.getNumber()).isBetween(0, 127));
    }

    @Test
    void statusesAreTheSameBytesOnTheWireAsABytesField() throws IOException {
        FeatureColumn column = FeatureColumn.newBuilder()
                .addStatuses(ValueStatus.VALUE_STATUS_PRESENT)
                .addStatuses(ValueStatus.VALUE_STATUS_NOT_FOUND)
                .addStatuses(ValueStatus.VALUE_STATUS_DEFAULTED)
                .build();
        CodedInputStream in = column.toByteString().newCodedInput();
        assertThat(in.readTag())
                .isEqualTo(FeatureColumn.STATUSES_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED);
        assertThat(in.readBytes()).isEqualTo(ByteString.copyFrom(new byte[] {1, 2, 6}));
        assertThat(in.isAtEnd()).isTrue();
    }

    @Test
    void floatsKeepTheirBits() throws InvalidProtocolBufferException {
        long[] doubles = {
            0x8000000000000000L, 0x7ff8000000000000L, 0xfff8000000000abcL, 0x7ff0000000000000L, 1L, 0x3ff0000000000001L
        };
        int[] floats = {0x80000000, 0x7fc00000, 0xffc00abc, 0xff800000, 1, 0x3f800001};
        Float64Array.Builder doubleArray = Float64Array.newBuilder();
        LongStream.of(doubles).mapToDouble(Double::longBitsToDouble).forEach(doubleArray::addValues);
        Float32Array.Builder floatArray = Float32Array.newBuilder();
        for (int bits : floats) {
            floatArray.addValues(Float.intBitsToFloat(bits));
        }

        Float64Array doublesBack = Float64Array.parseFrom(doubleArray.build().toByteString());
        Float32Array floatsBack = Float32Array.parseFrom(floatArray.build().toByteString());

        assertThat(doublesBack.getValuesList().stream().mapToLong(Double::doubleToRawLongBits))
                .containsExactly(LongStream.of(doubles).boxed().toArray(Long[]::new));
        for (int i = 0; i < floats.length; i++) {
            assertThat(Float.floatToRawIntBits(floatsBack.getValues(i))).isEqualTo(floats[i]);
        }
    }

    @Test
    void theSizeOfAColumnOfNumbersFollowsFromTheNumberOfItsValues() {
        List<FieldDescriptor> arrays = Column.getDescriptor().getOneofs().get(0).getFields();
        assertThat(arrays)
                .flatExtracting(array -> array.getMessageType().getFields())
                .filteredOn(FieldDescriptor::isPackable)
                .filteredOn(FieldDescriptor::isRepeated)
                .isNotEmpty()
                .allSatisfy(field -> {
                    assertThat(field.isPacked()).isTrue();
                    assertThat(field.getType())
                            .isIn(
                                    FieldDescriptor.Type.BOOL,
                                    FieldDescriptor.Type.FIXED32,
                                    FieldDescriptor.Type.FIXED64,
                                    FieldDescriptor.Type.SFIXED32,
                                    FieldDescriptor.Type.SFIXED64,
                                    FieldDescriptor.Type.FLOAT,
                                    FieldDescriptor.Type.DOUBLE);
                });
    }

    @Test
    void aColumnsTagIsOneByte() {
        assertThat(Column.getDescriptor().getFields())
                .allSatisfy(field -> assertThat(field.getNumber()).isBetween(1, 15));
    }
}
