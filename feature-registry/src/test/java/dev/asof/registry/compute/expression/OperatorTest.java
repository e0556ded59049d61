package dev.asof.registry.compute.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of operators on constants; {@code !} marks a row that failed. */
class OperatorTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
                    1 + 2                                     => 3
                    7 / 2                                     => 3
                    -7 / 2                                    => -3
                    -7 % 3                                    => -1
                    7 % -3                                    => 1
                    7.5 % 2                                   => 1.5
                    1 / 0                                     => NULL!
                    1 % 0                                     => NULL!
                    1.0 / 0                                   => Infinity
                    -1 / 0.0                                  => -Infinity
                    0.0 / 0                                   => NaN
                    9223372036854775807 + 1                   => NULL!
                    -9223372036854775808 - 1                  => NULL!
                    -9223372036854775808 / -1                 => NULL!
                    -9223372036854775808 % -1                 => 0
                    -(-9223372036854775808)                   => NULL!
                    4611686018427387904 * 2                   => NULL!
                    4611686018427387904 * -2                  => -9223372036854775808
                    2 - 3 - 4                                 => -5
                    2 - (3 - 4)                               => 3
                    2 + 3 * 4                                 => 14
                    -2 * -3                                   => 6
                    - - 2                                     => 2
                    1e2                                       => 100.0
                    1 + 0.5                                   => 1.5
                    0.1 + 0.2                                 => 0.30000000000000004
                    -(0.0)                                    => -0.0
                    1 = 1.0                                   => TRUE
                    9007199254740993 = 9007199254740992.0     => TRUE
                    0.0 = -0.0                                => TRUE
                    0.0/0 = 0.0/0                             => FALSE
                    0.0/0 <> 0.0/0                            => TRUE
                    0.0/0 < 1                                 => FALSE
                    0.0/0 >= 1                                => FALSE
                    0.0/0 IS DISTINCT FROM 0.0/0              => TRUE
                    'a' < 'b'                                 => TRUE
                    'Z' < 'a'                                 => TRUE
                    'a' < 'ab'                                => TRUE
                    'é' > 'z'                                 => TRUE
                    '\uFFFD' < '\uD83D\uDE00'                 => TRUE
                    DATE '2020-01-01' < DATE '2020-01-02'     => TRUE
                    TRUE = FALSE                              => FALSE
                    TRUE AND NULL                             => NULL
                    FALSE AND NULL                            => FALSE
                    NULL AND FALSE                            => FALSE
                    NULL AND TRUE                             => NULL
                    TRUE OR NULL                              => TRUE
                    NULL OR TRUE                              => TRUE
                    NULL OR FALSE                             => NULL
                    NOT NULL                                  => NULL
                    NOT NOT TRUE                              => TRUE
                    TRUE OR FALSE AND FALSE                   => TRUE
                    CAST(NULL AS int64) IS NULL               => TRUE
                    1 IS NOT NULL                             => TRUE
                    NULL IS TRUE                              => FALSE
                    NULL IS NOT TRUE                          => TRUE
                    TRUE IS FALSE                             => FALSE
                    1 IS DISTINCT FROM NULL                   => TRUE
                    CAST(NULL AS int64) IS NOT DISTINCT FROM NULL => TRUE
                    1 IS NOT DISTINCT FROM 1.0                => TRUE
                    2 IN (1, 2, 3)                            => TRUE
                    2 IN (1, 2.5)                             => FALSE
                    2 NOT IN (1, 3)                           => TRUE
                    2 IN (1, CAST(NULL AS int64))             => NULL
                    2 IN (2, CAST(NULL AS int64))             => TRUE
                    CAST(NULL AS int64) IN (1, 2)             => NULL
                    2 IN (2, 1/0)                             => TRUE!
                    -0.0 IN (0.0, 1.0)                        => TRUE
                    'b' IN ('c', 'a', 'b')                    => TRUE
                    2 BETWEEN 1 AND 2                         => TRUE
                    2 NOT BETWEEN 1 AND 2                     => FALSE
                    2 BETWEEN 3 AND CAST(NULL AS int64)       => FALSE
                    2 BETWEEN 1 AND CAST(NULL AS int64)       => NULL
                    'abc' LIKE 'a%'                           => TRUE
                    'abc' LIKE '_b_'                          => TRUE
                    'abc' LIKE 'b%'                           => FALSE
                    'abc' NOT LIKE '%c'                       => FALSE
                    'é' LIKE '_'                              => TRUE
                    'aéb' LIKE '%_b'                          => TRUE
                    '' LIKE '%'                               => TRUE
                    '' LIKE '_'                               => FALSE
                    '50%' LIKE '50!%' ESCAPE '!'              => TRUE
                    '505' LIKE '50!%' ESCAPE '!'              => FALSE
                    'mississippi' LIKE '%iss%ip%'             => TRUE
                    'a' || 'b' || 'c'                         => 'abc'
                    'it''s'                                   => 'it''s'
                    CASE WHEN FALSE THEN 1 WHEN NULL THEN 2 ELSE 3 END => 3
                    CASE WHEN FALSE THEN 1 END                => NULL
                    CASE WHEN TRUE THEN 1 ELSE 2.5 END        => 1.0
                    CASE 2 WHEN 1 THEN 'a' WHEN 2 THEN 'b' END => 'b'
                    CASE WHEN TRUE THEN 0 ELSE 1/0 END        => 0
                    CASE WHEN FALSE THEN 1/0 ELSE 0 END       => 0
                    CASE WHEN 1/0 = 1 THEN 1 ELSE 0 END       => 0!
                    coalesce(NULL, 5)                         => 5
                    coalesce(1, 1/0)                          => 1
                    coalesce(1/0, 5)                          => 5!
                    coalesce(NULL, 1/0, 5)                    => 5!
                    FALSE AND 1/0 = 1                         => FALSE
                    TRUE OR 1/0 = 1                           => TRUE
                    1/0 = 1 AND FALSE                         => FALSE!
                    TRUE AND 1/0 = 1                          => NULL!
                    (1/0) IS NULL                             => TRUE!
                    nullif(1, 1)                              => NULL
                    nullif(1, 2)                              => 1
                    nullif(1, 1.0)                            => NULL
                    nullif('a', 'b')                          => 'a'
                    CAST([1, -2] AS string)                   => '[1, -2]'
                    CAST([1, NULL, 2.5] AS string)            => '[1.0, null, 2.5]'
                    CAST(['a', 'it''s'] AS string)            => '["a", "it''s"]'
                    CAST([[1], [2, 3]] AS string)             => '[[1], [2, 3]]'
                    CAST([1, 1/0] AS string)                  => '[1, null]'!
                    [1, 2] = [1, 2]                           => TRUE
                    [1, 2] < [1, 2, 0]                        => TRUE
                    """)
    void operatorsGive(String expression, String expected) {
        String text = expression.translateEscapes();
        assertThat(Cases.valueOf(text)).isEqualTo(expected);
        String canonical =
                ExpressionCompiler.compile(text, Cases.NO_COLUMNS).orElseThrow().canonical();
        assertThat(Cases.valueOf(canonical)).isEqualTo(expected);
        assertThat(ExpressionCompiler.compile(canonical, Cases.NO_COLUMNS)
                        .orElseThrow()
                        .canonical())
                .isEqualTo(canonical);
    }
}
