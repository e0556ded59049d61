package dev.asof.benchmark.offline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** A training set to build: the service that names its features, DuckDB's query for them, and the data that it asks. */
enum Workload {
    A("latest", "latest.sql", PaymentData.Kind.EVEN),
    B("windows", "windows.sql", PaymentData.Kind.EVEN),
    C("both", "both.sql", PaymentData.Kind.EVEN),
    D("entities", "entities.sql", PaymentData.Kind.EVEN),
    E("windows", "windows.sql", PaymentData.Kind.SKEWED),
    /** As C, with ten times the events in a bounded memory. */
    F("both", "both.sql", PaymentData.Kind.EVEN);

    private final String service;
    private final String query;
    private final PaymentData.Kind data;

    Workload(String service, String query, PaymentData.Kind data) {
        this.service = service;
        this.query = query;
        this.data = data;
    }

    static List<Workload> of(String letters) {
        return Arrays.stream(letters.split(","))
                .map(letter -> valueOf(letter.toUpperCase(Locale.ROOT)))
                .toList();
    }

    String service() {
        return service + "@1";
    }

    PaymentData.Kind data() {
        return data;
    }

    /** The query, with the files' names for its placeholders. */
    String query(PaymentData files, Path out) {
        return text(query)
                .replace("@EVENTS@", files.events())
                .replace("@OBSERVATIONS@", files.observations().toString())
                .replace("@OUT@", out.toString());
    }

    static String text(String resource) {
        try (InputStream in = Objects.requireNonNull(Workload.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
