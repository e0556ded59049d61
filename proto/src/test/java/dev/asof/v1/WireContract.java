package dev.asof.v1;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What clients rely on in a set of proto files, as text: one line {@code element: shape} for each file, message, field,
 * enum, enum value, service and method. An element's name holds what must never change hands (a field's number, an enum
 * value's number, a method's name), its shape what must never change.
 *
 * <p>A later contract is compatible if it has every element of the earlier one, in the same shape. That refuses some
 * changes that the binary format alone would survive, such as renaming a field: they break stubs or JSON.
 */
final class WireContract {
    private final Map<String, String> shapes;

    private WireContract(Map<String, String> shapes) {
        this.shapes = shapes;
    }

    static WireContract of(Collection<FileDescriptor> files) {
        WireContract contract = new WireContract(new LinkedHashMap<>());
        files.forEach(contract::addFile);
        return contract;
    }

    /** Reads what {@link #toString} wrote; empty lines and lines that start with {@code #} say nothing. */
    static WireContract parse(String text) {
        Map<String, String> shapes = new LinkedHashMap<>();
        text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
            int colon = line.indexOf(": ");
            if (colon < 0 || shapes.put(line.substring(0, colon), line.substring(colon + 2)) != null) {
                throw new IllegalArgumentException("Cannot read recorded contract: '" + line + "'");
            }
        });
        return new WireContract(shapes);
    }

    /** What clients of this contract would no longer find in {@code later}, one message each. */
    List<String> breaksIn(WireContract later) {
        List<String> breaks = new ArrayList<>();
        shapes.forEach((element, shape) -> {
            String laterShape = later.shapes.get(element);
            if (laterShape == null) {
                breaks.add("'%s' was removed or renumbered; it was '%s'".formatted(element, shape));
            } else if (!laterShape.equals(shape)) {
                breaks.add("'%s' was '%s' and is now '%s'".formatted(element, shape, laterShape));
            }
        });
        return breaks;
    }

    /** The elements of {@code later} that this contract doesn't have, one line each. */
    List<String> additionsIn(WireContract later) {
        return later.shapes.entrySet().stream()
                .filter(entry -> !shapes.containsKey(entry.getKey()))
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .toList();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        shapes.forEach((element, shape) ->
                text.append(element).append(": ").append(shape).append('\n'));
        return text.toString();
    }

    private void addFile(FileDescriptor file) {
        var options = file.getOptions();
        add(
                "file " + file.getName(),
                "package %s, java_package %s, java_multiple_files %s"
                        .formatted(file.getPackage(), options.getJavaPackage(), options.getJavaMultipleFiles()));
        file.getMessageTypes().forEach(this::addMessage);
        file.getEnumTypes().forEach(this::addEnum);
        file.getServices().forEach(this::addService);
    }

    private void addMessage(Descriptor message) {
        add("message " + message.getFullName(), "in " + message.getFile().getName());
        for (FieldDescriptor field : message.getFields()) {
            add("field " + message.getFullName() + " " + field.getNumber(), shapeOf(field));
        }
        message.getNestedTypes().forEach(this::addMessage);
        message.getEnumTypes().forEach(this::addEnum);
    }

    private void addEnum(EnumDescriptor type) {
        add("enum " + type.getFullName(), "in " + type.getFile().getName());
        for (EnumValueDescriptor value : type.getValues()) {
            add("value " + type.getFullName() + " " + value.getNumber(), value.getName());
        }
    }

    private void addService(ServiceDescriptor service) {
        add("service " + service.getFullName(), "in " + service.getFile().getName());
        for (MethodDescriptor method : service.getMethods()) {
            var proto = method.toProto();
            add(
                    "method " + service.getFullName() + " " + method.getName(),
                    "%s%s returns %s%s"
                            .formatted(
                                    proto.getClientStreaming() ? "stream " : "",
                                    method.getInputType().getFullName(),
                                    proto.getServerStreaming() ? "stream " : "",
                                    method.getOutputType().getFullName()));
        }
    }

    private void add(String element, String shape) {
        if (shapes.put(element, shape) != null) {
            throw new IllegalArgumentException("Cannot tell apart two elements '" + element + "'");
        }
    }

    private static String shapeOf(FieldDescriptor field) {
        StringBuilder shape = new StringBuilder();
        if (field.isMapField()) {
            shape.append("map ");
        } else if (field.isRepeated()) {
            shape.append(field.isPacked() ? "packed " : "repeated ");
        } else if (field.toProto().getProto3Optional()) {
            shape.append("optional ");
        }
        shape.append(
                switch (field.getType()) {
                    case MESSAGE -> field.getMessageType().getFullName();
                    case ENUM -> field.getEnumType().getFullName();
                    default ->
                        field.toProto()
                                .getType()
                                .name()
                                .substring("TYPE_".length())
                                .toLowerCase(Locale.ROOT);
                });
        shape.append(' ').append(field.getName());
        if (field.getRealContainingOneof() != null) {
            shape.append(" in oneof ").append(field.getRealContainingOneof().getName());
        }
        if (!field.getJsonName().equals(defaultJsonName(field.getName()))) {
            shape.append(" as ").append(field.getJsonName());
        }
        return shape.toString();
    }

    private static String defaultJsonName(String name) {
        StringBuilder json = new StringBuilder();
        boolean afterUnderscore = false;
        for (char c : name.toCharArray()) {
            if (c != '_') {
                json.append(afterUnderscore ? Character.toUpperCase(c) : c);
            }
            afterUnderscore = c == '_';
        }
        return json.toString();
    }
}
