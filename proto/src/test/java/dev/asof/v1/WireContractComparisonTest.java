package dev.asof.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Each way of breaking a small contract is noticed, and each way of adding to it is allowed. */
class WireContractComparisonTest {
    /**
     * <pre>
     * message Ask { int64 key = 1; repeated sfixed64 times = 2; oneof by { string name = 3; bytes id = 4; }
     *               optional int32 limit = 5; }
     * message Answer { Kind kind = 1; }
     * enum Kind { NONE = 0; SOME = 1; }
     * service Asking { rpc Get(Ask) returns (Answer); }
     * </pre>
     */
    private static final FileDescriptorProto BASE = FileDescriptorProto.newBuilder()
            .setName("t.proto")
            .setPackage("t")
            .setSyntax("proto3")
            .addMessageType(DescriptorProto.newBuilder()
                    .setName("Ask")
                    .addField(field("key", 1, Type.TYPE_INT64))
                    .addField(field("times", 2, Type.TYPE_SFIXED64).setLabel(Label.LABEL_REPEATED))
                    .addField(field("name", 3, Type.TYPE_STRING).setOneofIndex(0))
                    .addField(field("id", 4, Type.TYPE_BYTES).setOneofIndex(0))
                    .addField(
                            field("limit", 5, Type.TYPE_INT32).setOneofIndex(1).setProto3Optional(true))
                    .addOneofDecl(OneofDescriptorProto.newBuilder().setName("by"))
                    .addOneofDecl(OneofDescriptorProto.newBuilder().setName("_limit")))
            .addMessageType(DescriptorProto.newBuilder()
                    .setName("Answer")
                    .addField(field("kind", 1, Type.TYPE_ENUM).setTypeName(".t.Kind")))
            .addEnumType(EnumDescriptorProto.newBuilder()
                    .setName("Kind")
                    .addValue(value("NONE", 0))
                    .addValue(value("SOME", 1)))
            .addService(ServiceDescriptorProto.newBuilder()
                    .setName("Asking")
                    .addMethod(MethodDescriptorProto.newBuilder()
                            .setName("Get")
                            .setInputType(".t.Ask")
                            .setOutputType(".t.Answer")))
            .build();

    @Test
    void anUnchangedContractHasNoBreaksAndNoAdditions() {
        assertThat(breaks(file -> {})).isEmpty();
        assertThat(additions(file -> {})).isEmpty();
    }

    @Test
    void theRecordedTextReadsBackAsTheSameContract() {
        WireContract contract = contract(BASE);
        WireContract readBack = WireContract.parse("# a comment\n\n" + contract);
        assertThat(readBack.toString()).isEqualTo(contract.toString());
        assertThat(contract.toString()).isEqualTo("""
                        file t.proto: package t, java_package , java_multiple_files false
                        message t.Ask: in t.proto
                        field t.Ask 1: int64 key
                        field t.Ask 2: packed sfixed64 times
                        field t.Ask 3: string name in oneof by
                        field t.Ask 4: bytes id in oneof by
                        field t.Ask 5: optional int32 limit
                        message t.Answer: in t.proto
                        field t.Answer 1: t.Kind kind
                        enum t.Kind: in t.proto
                        value t.Kind 0: NONE
                        value t.Kind 1: SOME
                        service t.Asking: in t.proto
                        method t.Asking Get: t.Ask returns t.Answer
                        """);
    }

    @Test
    void aDamagedRecordIsRefused() {
        assertThatThrownBy(() -> WireContract.parse("field t.Ask 1"))
                .hasMessage("Cannot read recorded contract: 'field t.Ask 1'");
        assertThatThrownBy(() -> WireContract.parse("message t.Ask: in t.proto\nmessage t.Ask: in t.proto"))
                .hasMessageContaining("Cannot read recorded contract");
    }

    @Test
    void removingAFieldIsABreak() {
        assertThat(breaks(file -> ask(file).removeField(0)))
                .containsExactly("'field t.Ask 1' was removed or renumbered; it was 'int64 key'");
    }

    @Test
    void renumberingAFieldIsABreak() {
        assertThat(breaks(file -> ask(file).getFieldBuilder(0).setNumber(9)))
                .containsExactly("'field t.Ask 1' was removed or renumbered; it was 'int64 key'");
    }

    @Test
    void swappingTwoNumbersIsABreakOfBoth() {
        assertThat(breaks(file -> {
                    ask(file).getFieldBuilder(0).setNumber(2);
                    ask(file).getFieldBuilder(1).setNumber(1);
                }))
                .hasSize(2);
    }

    @Test
    void retypingAFieldIsABreak() {
        assertThat(breaks(file -> ask(file).getFieldBuilder(0).setType(Type.TYPE_SINT64)))
                .containsExactly("'field t.Ask 1' was 'int64 key' and is now 'sint64 key'");
    }

    @Test
    void anotherMessageOrEnumAsAFieldsTypeIsABreak() {
        assertThat(breaks(file -> {
                    file.addEnumType(
                            EnumDescriptorProto.newBuilder().setName("Sort").addValue(value("ANY", 0)));
                    file.getMessageTypeBuilder(1).getFieldBuilder(0).setTypeName(".t.Sort");
                }))
                .containsExactly("'field t.Answer 1' was 't.Kind kind' and is now 't.Sort kind'");
    }

    @Test
    void renamingAFieldIsABreak() {
        assertThat(breaks(file -> ask(file).getFieldBuilder(0).setName("entity")))
                .containsExactly("'field t.Ask 1' was 'int64 key' and is now 'int64 entity'");
    }

    @Test
    void reusingANumberForAnotherFieldIsABreak() {
        assertThat(breaks(file -> ask(file).setField(0, field("other", 1, Type.TYPE_BOOL))))
                .containsExactly("'field t.Ask 1' was 'int64 key' and is now 'bool other'");
    }

    @Test
    void repeatingAFieldIsABreak() {
        assertThat(breaks(file -> ask(file).getFieldBuilder(0).setLabel(Label.LABEL_REPEATED)))
                .containsExactly("'field t.Ask 1' was 'int64 key' and is now 'packed int64 key'");
    }

    @Test
    void unpackingAFieldIsABreak() {
        assertThat(breaks(
                        file -> ask(file).getFieldBuilder(1).getOptionsBuilder().setPacked(false)))
                .containsExactly("'field t.Ask 2' was 'packed sfixed64 times' and is now 'repeated sfixed64 times'");
    }

    @Test
    void losingOrGainingPresenceIsABreak() {
        assertThat(breaks(file -> {
                    ask(file).getFieldBuilder(4).clearProto3Optional().clearOneofIndex();
                    ask(file).removeOneofDecl(1);
                }))
                .containsExactly("'field t.Ask 5' was 'optional int32 limit' and is now 'int32 limit'");
    }

    @Test
    void movingAFieldIntoOrOutOfAOneofIsABreak() {
        assertThat(breaks(file -> ask(file).getFieldBuilder(2).clearOneofIndex()))
                .containsExactly("'field t.Ask 3' was 'string name in oneof by' and is now 'string name'");
        assertThat(breaks(file -> {
                    FieldDescriptorProto key = ask(file).getField(0);
                    ask(file).removeField(0);
                    ask(file).addField(2, key.toBuilder().setOneofIndex(0));
                }))
                .containsExactly("'field t.Ask 1' was 'int64 key' and is now 'int64 key in oneof by'");
    }

    @Test
    void anotherJsonNameIsABreak() {
        assertThat(breaks(file -> ask(file).getFieldBuilder(0).setJsonName("k")))
                .containsExactly("'field t.Ask 1' was 'int64 key' and is now 'int64 key as k'");
    }

    @Test
    void removingRenamingOrRenumberingAnEnumValueIsABreak() {
        assertThat(breaks(file -> file.getEnumTypeBuilder(0).removeValue(1)))
                .containsExactly("'value t.Kind 1' was removed or renumbered; it was 'SOME'");
        assertThat(breaks(file -> file.getEnumTypeBuilder(0).getValueBuilder(1).setName("MANY")))
                .containsExactly("'value t.Kind 1' was 'SOME' and is now 'MANY'");
        assertThat(breaks(file -> file.getEnumTypeBuilder(0).getValueBuilder(1).setNumber(2)))
                .containsExactly("'value t.Kind 1' was removed or renumbered; it was 'SOME'");
    }

    @Test
    void renamingAMessageIsABreakOfAllThatUsesIt() {
        assertThat(breaks(file -> {
                    ask(file).setName("Question");
                    file.getServiceBuilder(0).getMethodBuilder(0).setInputType(".t.Question");
                }))
                .contains(
                        "'message t.Ask' was removed or renumbered; it was 'in t.proto'",
                        "'method t.Asking Get' was 't.Ask returns t.Answer' and is now 't.Question returns t.Answer'");
    }

    @Test
    void removingAMethodOrServiceIsABreak() {
        assertThat(breaks(file -> file.getServiceBuilder(0).removeMethod(0)))
                .containsExactly("'method t.Asking Get' was removed or renumbered; it was 't.Ask returns t.Answer'");
        assertThat(breaks(file -> file.removeService(0))).hasSize(2);
    }

    @Test
    void changingAMethodsSignatureIsABreak() {
        assertThat(breaks(file -> file.getServiceBuilder(0).getMethodBuilder(0).setOutputType(".t.Ask")))
                .containsExactly("'method t.Asking Get' was 't.Ask returns t.Answer' and is now 't.Ask returns t.Ask'");
        assertThat(breaks(file -> file.getServiceBuilder(0).getMethodBuilder(0).setClientStreaming(true)))
                .containsExactly(
                        "'method t.Asking Get' was 't.Ask returns t.Answer' and is now 'stream t.Ask returns t.Answer'");
        assertThat(breaks(file -> file.getServiceBuilder(0).getMethodBuilder(0).setServerStreaming(true)))
                .containsExactly(
                        "'method t.Asking Get' was 't.Ask returns t.Answer' and is now 't.Ask returns stream t.Answer'");
    }

    @Test
    void anotherPackageOfGeneratedClassesIsABreak() {
        assertThat(breaks(file -> file.getOptionsBuilder().setJavaPackage("elsewhere")))
                .containsExactly("'file t.proto' was 'package t, java_package , java_multiple_files false' "
                        + "and is now 'package t, java_package elsewhere, java_multiple_files false'");
    }

    @Test
    void additionsAreAllowedAndListed() {
        Consumer<FileDescriptorProto.Builder> additions = file -> {
            ask(file).addField(field("more", 6, Type.TYPE_BOOL));
            ask(file).addField(4, field("number", 7, Type.TYPE_INT64).setOneofIndex(0));
            file.getEnumTypeBuilder(0).addValue(value("MANY", 2));
            file.addMessageType(DescriptorProto.newBuilder().setName("Extra"));
            file.getServiceBuilder(0)
                    .addMethod(MethodDescriptorProto.newBuilder()
                            .setName("Watch")
                            .setInputType(".t.Ask")
                            .setOutputType(".t.Extra")
                            .setServerStreaming(true));
        };
        assertThat(breaks(additions)).isEmpty();
        assertThat(additions(additions))
                .containsExactlyInAnyOrder(
                        "field t.Ask 6: bool more",
                        "field t.Ask 7: int64 number in oneof by",
                        "value t.Kind 2: MANY",
                        "message t.Extra: in t.proto",
                        "method t.Asking Watch: t.Ask returns stream t.Extra");
    }

    private static List<String> breaks(Consumer<FileDescriptorProto.Builder> change) {
        return contract(BASE).breaksIn(changed(change));
    }

    private static List<String> additions(Consumer<FileDescriptorProto.Builder> change) {
        return contract(BASE).additionsIn(changed(change));
    }

    private static WireContract changed(Consumer<FileDescriptorProto.Builder> change) {
        FileDescriptorProto.Builder file = BASE.toBuilder();
        change.accept(file);
        return contract(file.build());
    }

    private static WireContract contract(FileDescriptorProto file) {
        try {
            return WireContract.of(List.of(FileDescriptor.buildFrom(file, new FileDescriptor[0])));
        } catch (DescriptorValidationException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static DescriptorProto.Builder ask(FileDescriptorProto.Builder file) {
        return file.getMessageTypeBuilder(0);
    }

    private static FieldDescriptorProto.Builder field(String name, int number, Type type) {
        return FieldDescriptorProto.newBuilder()
                .setName(name)
                .setNumber(number)
                .setType(type)
                .setLabel(Label.LABEL_OPTIONAL);
    }

    private static EnumValueDescriptorProto.Builder value(String name, int number) {
        return EnumValueDescriptorProto.newBuilder().setName(name).setNumber(number);
    }
}
