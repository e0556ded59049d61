package dev.asof.registry.compute.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalTest {

    /** Fingerprints depend on these texts: a change here changes the meaning of every version ever applied. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
                    big+1                                      => big + 1
                    ((big)) * (1 + "big")                      => big * (1 + big)
                    (big * 2) + small                          => big * 2 + small
                    big - (other_big - 1)                      => big - (other_big - 1)
                    (big - other_big) - 1                      => big - other_big - 1
                    big / (2 * 3) % 4                          => big / (2 * 3) % 4
                    -big                                       => -big
                    - - big                                    => - -big
                    -(-1)                                      => - -1
                    -(1)                                       => -(1)
                    - 1                                        => -1
                    big - -1                                   => big - -1
                    -1 * -big                                  => -1 * -big
                    -(big + 1)                                 => -(big + 1)
                    -amount * 2                                => -amount * 2
                    -(amount * 2)                              => -(amount * 2)
                    "odd name" + 1                             => "odd name" + 1
                    1.50                                       => 1.5
                    1E3                                        => 1000.0
                    .5                                         => 0.5
                    'it''s'                                    => 'it''s'
                    date '2020-01-01'                          => DATE '2020-01-01'
                    timestamp '2020-01-01 01:00+01:00'         => TIMESTAMP '2020-01-01T00:00:00Z'
                    true or FALSE and not flag                 => TRUE OR FALSE AND NOT flag
                    (true or FALSE) and not flag               => (TRUE OR FALSE) AND NOT flag
                    flag and (flag and (flag and flag))        => flag AND flag AND flag AND flag
                    not (not flag)                             => NOT NOT flag
                    not (flag and flag)                        => NOT (flag AND flag)
                    not big = 1                                => NOT big = 1
                    (not flag) = flag                          => (NOT flag) = flag
                    big != 1                                   => big <> 1
                    (big > 1) is true                          => big > 1 IS TRUE
                    (flag is true) = flag                      => (flag IS TRUE) = flag
                    (flag or flag) is not true                 => (flag OR flag) IS NOT TRUE
                    not big is null                            => big IS NOT NULL
                    big is distinct from (small+1)             => big IS DISTINCT FROM small + 1
                    not big in(1,2)                            => big NOT IN (1, 2)
                    big not in (1, (2))                        => big NOT IN (1, 2)
                    not big between 1 and 2                    => big NOT BETWEEN 1 AND 2
                    (big between 1 and 2) = flag               => (big BETWEEN 1 AND 2) = flag
                    not country like 'a!%' escape '!'          => country NOT LIKE 'a!%' ESCAPE '!'
                    country || 'a' || other_text               => country || 'a' || other_text
                    (country || 'a') || other_text             => (country || 'a') || other_text
                    CONCAT(country, 'a')                       => country || 'a'
                    concat(country)                            => concat(country)
                    concat(country, 'a') = 'b'                 => country || 'a' = 'b'
                    Coalesce(null, big, small)                 => coalesce(NULL, big, small)
                    nullif(big, 1)                             => nullif(big, 1)
                    cast(big as INT32)                         => CAST(big AS int32)
                    try_cast(country as int64)                 => TRY_CAST(country AS int64)
                    cast(null as int64)                        => CAST(NULL AS int64)
                    case when flag then 1 else null end        => CASE WHEN flag THEN 1 END
                    case when flag then null else big end      => CASE WHEN flag THEN NULL ELSE big END
                    case big when 1 then 'a' else 'b' end      => CASE big WHEN 1 THEN 'a' ELSE 'b' END
                    case when flag then 1 end + 1              => CASE WHEN flag THEN 1 END + 1
                    date_trunc( 'MONTH' ,seen)                 => date_trunc('month', seen)
                    ROUND(amount,2)                            => round(amount, 2)
                    [1 , (big+2),NULL, 2.50]                   => [1, big + 2, NULL, 2.5]
                    """)
    void oneTreeHasOneText(String text, String canonical) {
        assertThat(Cases.compiled(text).canonical()).isEqualTo(canonical);
        assertThat(Cases.compiled(canonical)).isEqualTo(Cases.compiled(text));
    }

    @Test
    void reservedWordsAreQuotedAsNames() {
        for (String word : new String[] {
            "and",
            "as",
            "between",
            "case",
            "cast",
            "distinct",
            "else",
            "end",
            "escape",
            "false",
            "from",
            "in",
            "is",
            "like",
            "not",
            "null",
            "or",
            "then",
            "true",
            "try_cast",
            "when"
        }) {
            Expression column = new ColumnReference(word, dev.asof.registry.compute.schema.ScalarType.INT64);
            assertThat(column.canonical()).isEqualTo('"' + word + '"');
            assertThat(Cases.problems(word + " + 1")).isNotEmpty();
        }
        assertThat(new ColumnReference("date", dev.asof.registry.compute.schema.ScalarType.DATE).canonical())
                .isEqualTo("date");
        assertThat(new ColumnReference("say \"x\"", dev.asof.registry.compute.schema.ScalarType.DATE).canonical())
                .isEqualTo("\"say \"\"x\"\"\"");
    }

    @Test
    void whatGrowsTooLongInItsCanonicalFormIsRefused() {
        String dense = "flag" + " AND(big=1)".repeat(600);
        assertThat(Cases.problems(dense)).isEmpty();
        String growing = "seen IN (timestamp'2020-01-01'" + ",timestamp'2020-01-01'".repeat(450) + ")";
        assertThat(growing.length()).isLessThan(10_000);
        assertThat(Cases.problems(growing)).contains("in its canonical form has");
    }

    @Test
    void columnsReadAreNamedOnce() {
        assertThat(Cases.compiled("big + coalesce(small, big) * CASE WHEN flag THEN 1 ELSE \"odd name\" END")
                        .inputs())
                .containsExactly("big", "flag", "odd name", "small");
    }
}
