package dev.asof.cli.console;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;

/** Writes a constant to JSON as {@link Words} has it. */
public final class AsWord extends JsonSerializer<Enum<?>> {
    @Override
    public void serialize(Enum<?> constant, JsonGenerator json, SerializerProvider provider) throws IOException {
        json.writeString(Words.of(constant));
    }
}
