package dev.asof.benchmark;

import dev.asof.registry.compute.expression.Expression;
import dev.asof.registry.compute.expression.ExpressionCompiler;
import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.expression.kernel.Scratch;
import dev.asof.registry.compute.nested.ListCodec;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What an expression of each kind costs a row: in a batch, and alone as an online request has it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class ExpressionBenchmark {
    static final int ROWS = 4_096;
    private static final int DIMENSIONS = 64;

    /** The kinds, each with a usual expression. */
    public enum Kind {
        ARITHMETIC_FLOAT("amount * 1.19 + fee - 2.0"),
        ARITHMETIC_INTEGER("quantity * 3 + small - 7"),
        ARITHMETIC_DECIMAL("price * DECIMAL '1.19' + price"),
        COMPARISON_DECIMAL("price > DECIMAL '10.00'"),
        COMPARISON("amount > 10.0 AND quantity <= 5"),
        CONDITION("CASE WHEN amount > 100.0 THEN fee ELSE amount * 0.01 END"),
        MEMBERSHIP("quantity IN (1, 2, 3, 5, 8, 13, 21)"),
        NULLS("coalesce(sparse, 0) + 1"),
        CAST("CAST(amount AS int64)"),
        ROUNDING("round(amount, 2)"),
        LOGARITHM("ln(amount)"),
        TRIGONOMETRY("sin(lon)"),
        HAVERSINE("haversine(lat, lon, 52.52, 13.4)"),
        BUCKETS("bucketize(amount, [0, 10, 50, 100, 500, 1000])"),
        HASH("hash_bucket(country, 1000)"),
        TIME_PART("hour(at)"),
        TIME_PART_IN_ZONE("hour(at, 'Europe/Berlin')"),
        TIME_START_IN_ZONE("epoch_micros(date_trunc('day', at, 'Europe/Berlin'))"),
        TEXT_TEST("starts_with(country, 'D')"),
        TEXT_CHANGE("lower(country) || '-x'"),
        PATTERN("regexp_like(country, '^[A-Z]{2}$')"),
        JSON("json_int(document, '$.user.age')"),
        VECTORS("dot_product(embedding, embedding)");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    @Param
    Kind kind;

    private final Scratch scratch = new Scratch();
    private Expression expression;
    private ColumnBatch batch;
    private ColumnBatch[] rows;
    private int next;

    @Setup
    public void setUp() {
        batch = rows();
        expression = ExpressionCompiler.compile(kind.text, batch.schema()).orElseThrow();
        rows = IntStream.range(0, ROWS)
                .mapToObj(row -> batch.gather(new int[] {row}))
                .toArray(ColumnBatch[]::new);
    }

    /** A row of a batch whose arrays are used again. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public Evaluation batch() {
        return expression.evaluate(batch, scratch);
    }

    /** A row of a batch whose result is kept, as that of a feature is. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public Evaluation kept() {
        return expression.evaluateToKeep(batch, scratch);
    }

    /** A row alone. */
    @Benchmark
    public Evaluation single() {
        next = (next + 1) & (ROWS - 1);
        return expression.evaluate(rows[next]);
    }

    private static ColumnBatch rows() {
        SplittableRandom random = new SplittableRandom(1);
        List<Field> fields = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        add("amount", ScalarType.FLOAT64, fields, columns, column -> column.appendDouble(cents(random)));
        add("fee", ScalarType.FLOAT64, fields, columns, column -> column.appendDouble(cents(random)));
        add("price", new DecimalType(12, 2), fields, columns, column -> column.appendLong(random.nextLong(100_000)));
        add("lat", ScalarType.FLOAT64, fields, columns, column -> column.appendDouble(random.nextDouble(-90, 90)));
        add("lon", ScalarType.FLOAT64, fields, columns, column -> column.appendDouble(random.nextDouble(-180, 180)));
        add("quantity", ScalarType.INT64, fields, columns, column -> column.appendLong(random.nextLong(30)));
        add("small", ScalarType.INT32, fields, columns, column -> column.appendLong(random.nextInt(1_000)));
        add("sparse", ScalarType.INT64, fields, columns, column -> {
            if (random.nextInt(10) == 0) {
                column.appendNull();
            } else {
                column.appendLong(random.nextLong(100));
            }
        });
        add(
                "at",
                ScalarType.TIMESTAMP,
                fields,
                columns,
                column -> column.appendLong(1_577_836_800_000_000L + random.nextLong(86_400_000_000L * 1_000)));
        add(
                "country",
                ScalarType.STRING,
                fields,
                columns,
                column -> column.appendText(
                        List.of("DE", "FR", "GB-LON", "US", "PL").get(random.nextInt(5))));
        add(
                "document",
                ScalarType.STRING,
                fields,
                columns,
                column -> column.appendText(
                        "{\"id\": \"a81bc81b\", \"user\": {\"name\": \"Ann\", \"age\": " + random.nextInt(90) + "}}"));
        ListType vector = new ListType(ScalarType.FLOAT32);
        ListCodec codec = new ListCodec(vector);
        add("embedding", vector, fields, columns, column -> {
            ColumnBuilder elements = new ColumnBuilder(ScalarType.FLOAT32);
            for (int i = 0; i < DIMENSIONS; i++) {
                elements.appendDouble((float) random.nextDouble(-1, 1));
            }
            column.appendBytes(codec.encode(elements.build(), 0, DIMENSIONS));
        });
        return new ColumnBatch(new Schema(fields), columns, ROWS);
    }

    private static double cents(SplittableRandom random) {
        return random.nextInt(1, 100_000) / 100.0;
    }

    private static void add(
            String name, DataType type, List<Field> fields, List<Column> columns, Consumer<ColumnBuilder> value) {
        ColumnBuilder builder = new ColumnBuilder(type);
        for (int row = 0; row < ROWS; row++) {
            value.accept(builder);
        }
        fields.add(new Field(name, type));
        columns.add(builder.build());
    }
}
