package dev.asof.cli;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The fields of a record's JSON form with their types, in a line. */
final class JsonShape {
    private JsonShape() {}

    static String of(Class<?> result) {
        return "{" + fields(result) + "}";
    }

    private static String fields(Class<?> result) {
        return Arrays.stream(result.getRecordComponents())
                .filter(component -> !has(result, component, JsonIgnore.class))
                .map(component -> has(result, component, JsonUnwrapped.class)
                        ? fields(component.getType())
                        : name(component) + ": " + of(component.getGenericType()))
                .collect(Collectors.joining(", "));
    }

    /** Annotations of a component go to its accessor and its field. */
    private static boolean has(
            Class<?> result, RecordComponent component, Class<? extends java.lang.annotation.Annotation> annotation) {
        try {
            return component.getAccessor().isAnnotationPresent(annotation)
                    || result.getDeclaredField(component.getName()).isAnnotationPresent(annotation);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String name(RecordComponent component) {
        return ((PropertyNamingStrategies.SnakeCaseStrategy) PropertyNamingStrategies.SNAKE_CASE)
                .translate(component.getName());
    }

    private static String of(Type type) {
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            Type[] parts = generic.getActualTypeArguments();
            if (raw == Optional.class) {
                return of(parts[0]) + " or null";
            }
            if (Collection.class.isAssignableFrom(raw)) {
                return "[" + of(parts[0]) + "]";
            }
            return "{...: " + of(parts[parts.length - 1]) + "}";
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return of(plain);
        }
        if (plain == boolean.class) {
            return "bool";
        }
        if (plain.isPrimitive() || Number.class.isAssignableFrom(plain)) {
            return "number";
        }
        return plain == Object.class || plain == JsonNode.class || Map.class.isAssignableFrom(plain) ? "value" : "text";
    }
}
