package dev.asof.it.foreign;

import dev.asof.it.realdata.DuckDb;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Lets DuckDB write {@link Payments}, in row groups, versions and compressions that are drawn. */
final class DuckDbFile {
    private static final int ROWS = 8_192;

    private DuckDbFile() {}

    static void write(DuckDb duckDb, Path file, Random random) {
        duckDb.run("COPY (" + rows(random) + ") TO '" + file + "' (" + options(random) + ")");
    }

    private static String options(Random random) {
        return String.format(
                Locale.ROOT,
                "FORMAT parquet, ROW_GROUP_SIZE %d, CODEC '%s', PARQUET_VERSION %s, DICTIONARY_SIZE_LIMIT %d",
                2_048 << random.nextInt(2),
                List.of("uncompressed", "snappy", "gzip", "zstd", "lz4_raw").get(random.nextInt(5)),
                random.nextBoolean() ? "V1" : "V2",
                random.nextInt(3) == 0 ? 0 : 1 << (4 + random.nextInt(10)));
    }

    /** {@code h(n)} is a number drawn for a row. */
    private static String rows(Random random) {
        int nulls = random.nextBoolean() ? 9 : 1_000_000;
        int broken = random.nextInt(3) == 0 ? 3_000 : 1_000_000_000;
        String order = List.of("ORDER BY country", "", "ORDER BY step", "ORDER BY step", "ORDER BY step")
                .get(random.nextInt(5));
        return """
                WITH drawn AS (
                  SELECT i, step, step // 80 AS near, hash(i * 31 + %1$d) AS h
                  FROM (SELECT i, (hash(i + %1$d) %% %2$d)::BIGINT AS step FROM range(%2$d) t(i))
                ), typed AS (
                  SELECT step,
                    make_timestamp(1767225600000000 + step * 600000000 + (h %% 1000)::BIGINT)::TIMESTAMP AS paid_at,
                    near, h
                  FROM drawn
                )
                SELECT
                  paid_at%6$s AS paid_at,
                  date_trunc('millisecond', paid_at)::TIMESTAMP_MS AS millis,
                  (paid_at::TIMESTAMP_NS) AS nanos,
                  CASE WHEN (h >> 4) %% %4$d = 0 THEN NULL ELSE (near + (h >> 3)::BIGINT %% 4) %% 40 END AS card,
                  CASE WHEN (h >> 5) %% %3$d = 0 THEN NULL WHEN (h >> 6) %% %4$d = 1 THEN 9999 ELSE step %% 2000 - 1000 END::BIGINT AS amount,
                  CASE (h >> 7) %% 40 WHEN 0 THEN '-0.0'::DOUBLE WHEN 1 THEN 0.0 WHEN 2 THEN
                    CASE WHEN (h >> 13) %% 10 = 0 THEN 'nan'::DOUBLE ELSE 1.0 END WHEN 3 THEN NULL ELSE near / 8.0 END::DOUBLE AS price,
                  (near / 8.0 - 3)::FLOAT AS rate,
                  (near - 50)::SMALLINT AS small,
                  (4294967000 + near %% 290)::UINTEGER AS large,
                  paid_at::DATE AS day,
                  (near %% 100 - 50 + 0.25)::DECIMAL(9,2) AS fee,
                  (near * 10 - 500 + 0.0625)::DECIMAL(18,4) AS total,
                  (near * 10 - 500 + 0.0625)::DECIMAL(38,4) AS wide,
                  CASE WHEN (h >> 8) %% %3$d = 0 THEN NULL ELSE ['aa', 'b', 'z', 'é', '日本'][1 + near %% 5] || (h >> 9) %% 3 END AS country,
                  repeat('long text, the same for many rows, é and more, ', 2) || near AS note,
                  (h >> 10) %% 3 = 0 AS flag,
                  ('\\x' || printf('%%02X', near %% 256))::BLOB AS raw
                FROM typed %5$s
                """.formatted(
                random.nextInt(1_000_000), ROWS, nulls, broken, order, random.nextBoolean() ? "::TIMESTAMPTZ" : "");
    }
}
