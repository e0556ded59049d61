-- Sums by day for the days that lie in a window as a whole, and events for the days at its ends.
COPY (
  WITH
  customer_events AS (
    SELECT customer_id AS key, epoch_us(paid_at) AS t, epoch_us(paid_at) // 86400000000 AS day, amount
    FROM read_parquet('@EVENTS@')),
  customer_days AS (
    SELECT key, day, count(*) AS n, sum(amount) AS s, max(amount) AS m FROM customer_events GROUP BY ALL),
  customer_asked AS MATERIALIZED (
    SELECT observation_id AS id, customer_id AS key, epoch_us(event_timestamp) AS t,
           epoch_us(event_timestamp) // 86400000000 AS last_day,
           (epoch_us(event_timestamp) - 86400000000) // 86400000000 AS first_1d,
           (epoch_us(event_timestamp) - 7 * 86400000000) // 86400000000 AS first_7d,
           (epoch_us(event_timestamp) - 30 * 86400000000) // 86400000000 AS first_30d
    FROM read_parquet('@OBSERVATIONS@')),
  customer_edges AS (
    SELECT id, key, age, (t - age * 86400000000) // 86400000000 AS day,
           CASE age WHEN 0 THEN 0 ELSE t - age * 86400000000 END AS low, t AS high
    FROM customer_asked, (VALUES (0::BIGINT), (1), (7), (30)) ages(age)),
  customer_of_edges AS (
    SELECT id, age, count(*) AS n, sum(amount) AS s, max(amount) AS m
    FROM customer_events JOIN customer_edges
      ON customer_events.key = customer_edges.key AND customer_events.day = customer_edges.day AND t >= low AND t < high
    GROUP BY id, age),
  customer_of_days AS (
    SELECT id,
           sum(n) FILTER (day > first_7d) AS n7, sum(s) FILTER (day > first_7d) AS s7,
           sum(n) AS n30, sum(s) AS s30, max(m) AS m30
    FROM customer_days JOIN customer_asked
      ON customer_days.key = customer_asked.key AND day > first_30d AND day < last_day
    GROUP BY id),
  customer_parts AS (
    SELECT id, age, n, s, m, NULL::BIGINT AS n7, NULL::DOUBLE AS s7, NULL::BIGINT AS n30, NULL::DOUBLE AS s30,
           NULL::DOUBLE AS m30
    FROM customer_of_edges
    UNION ALL
    SELECT id, -1, NULL, NULL, NULL, n7, s7, n30, s30, m30 FROM customer_of_days),
  customer_windows AS (
    SELECT id,
           coalesce(sum(n) FILTER (age IN (0, 1)), 0)::BIGINT AS count_1d,
           (coalesce(sum(n) FILTER (age IN (0, 7)), 0) + coalesce(sum(n7), 0))::BIGINT AS count_7d,
           (coalesce(sum(n) FILTER (age IN (0, 30)), 0) + coalesce(sum(n30), 0))::BIGINT AS count_30d,
           sum(s) FILTER (age IN (0, 1)) AS sum_1d,
           coalesce(sum(s) FILTER (age IN (0, 7)), 0) + coalesce(sum(s7), 0) AS sum_7d,
           coalesce(sum(s) FILTER (age IN (0, 30)), 0) + coalesce(sum(s30), 0) AS sum_30d,
           greatest(max(m) FILTER (age IN (0, 30)), max(m30)) AS max_30d
    FROM customer_parts GROUP BY id),
  merchant_events AS (
    SELECT merchant_id AS key, epoch_us(paid_at) AS t, epoch_us(paid_at) // 86400000000 AS day, amount
    FROM read_parquet('@EVENTS@')),
  merchant_days AS (
    SELECT key, day, count(*) AS n, sum(amount) AS s, max(amount) AS m FROM merchant_events GROUP BY ALL),
  merchant_asked AS MATERIALIZED (
    SELECT observation_id AS id, merchant_id AS key, epoch_us(event_timestamp) AS t,
           epoch_us(event_timestamp) // 86400000000 AS last_day,
           (epoch_us(event_timestamp) - 86400000000) // 86400000000 AS first_1d,
           (epoch_us(event_timestamp) - 7 * 86400000000) // 86400000000 AS first_7d,
           (epoch_us(event_timestamp) - 30 * 86400000000) // 86400000000 AS first_30d
    FROM read_parquet('@OBSERVATIONS@')),
  merchant_edges AS (
    SELECT id, key, age, (t - age * 86400000000) // 86400000000 AS day,
           CASE age WHEN 0 THEN 0 ELSE t - age * 86400000000 END AS low, t AS high
    FROM merchant_asked, (VALUES (0::BIGINT), (1), (7), (30)) ages(age)),
  merchant_of_edges AS (
    SELECT id, age, count(*) AS n, sum(amount) AS s, max(amount) AS m
    FROM merchant_events JOIN merchant_edges
      ON merchant_events.key = merchant_edges.key AND merchant_events.day = merchant_edges.day AND t >= low AND t < high
    GROUP BY id, age),
  merchant_of_days AS (
    SELECT id,
           sum(n) FILTER (day > first_7d) AS n7, sum(s) FILTER (day > first_7d) AS s7,
           sum(n) AS n30, sum(s) AS s30, max(m) AS m30
    FROM merchant_days JOIN merchant_asked
      ON merchant_days.key = merchant_asked.key AND day > first_30d AND day < last_day
    GROUP BY id),
  merchant_parts AS (
    SELECT id, age, n, s, m, NULL::BIGINT AS n7, NULL::DOUBLE AS s7, NULL::BIGINT AS n30, NULL::DOUBLE AS s30,
           NULL::DOUBLE AS m30
    FROM merchant_of_edges
    UNION ALL
    SELECT id, -1, NULL, NULL, NULL, n7, s7, n30, s30, m30 FROM merchant_of_days),
  merchant_windows AS (
    SELECT id,
           coalesce(sum(n) FILTER (age IN (0, 1)), 0)::BIGINT AS count_1d,
           (coalesce(sum(n) FILTER (age IN (0, 7)), 0) + coalesce(sum(n7), 0))::BIGINT AS count_7d,
           (coalesce(sum(n) FILTER (age IN (0, 30)), 0) + coalesce(sum(n30), 0))::BIGINT AS count_30d,
           sum(s) FILTER (age IN (0, 1)) AS sum_1d,
           coalesce(sum(s) FILTER (age IN (0, 7)), 0) + coalesce(sum(s7), 0) AS sum_7d,
           coalesce(sum(s) FILTER (age IN (0, 30)), 0) + coalesce(sum(s30), 0) AS sum_30d,
           greatest(max(m) FILTER (age IN (0, 30)), max(m30)) AS max_30d
    FROM merchant_parts GROUP BY id)
  SELECT o.observation_id, o.customer_id, o.merchant_id, o.event_timestamp,
       e.amount AS last_payment__last_amount,
       e.score AS last_payment__last_score,
       e.category AS last_payment__last_category,
       coalesce(c.count_1d, 0) AS spending__count_1d,
       coalesce(c.count_7d, 0) AS spending__count_7d,
       coalesce(c.count_30d, 0) AS spending__count_30d,
       CASE WHEN c.count_1d > 0 THEN c.sum_1d END AS spending__sum_1d,
       CASE WHEN c.count_7d > 0 THEN c.sum_7d END AS spending__sum_7d,
       CASE WHEN c.count_30d > 0 THEN c.sum_30d END AS spending__sum_30d,
       CASE WHEN c.count_1d > 0 THEN c.sum_1d / c.count_1d END AS spending__avg_1d,
       CASE WHEN c.count_7d > 0 THEN c.sum_7d / c.count_7d END AS spending__avg_7d,
       CASE WHEN c.count_30d > 0 THEN c.sum_30d / c.count_30d END AS spending__avg_30d,
       c.max_30d AS spending__max_30d,
       coalesce(m.count_1d, 0) AS takings__count_1d,
       coalesce(m.count_7d, 0) AS takings__count_7d,
       coalesce(m.count_30d, 0) AS takings__count_30d,
       CASE WHEN m.count_1d > 0 THEN m.sum_1d END AS takings__sum_1d,
       CASE WHEN m.count_7d > 0 THEN m.sum_7d END AS takings__sum_7d,
       CASE WHEN m.count_30d > 0 THEN m.sum_30d END AS takings__sum_30d,
       m.max_30d AS takings__max_30d
  FROM read_parquet('@OBSERVATIONS@') o
  ASOF LEFT JOIN (SELECT customer_id, paid_at, amount, score, category FROM read_parquet('@EVENTS@')) e
    ON o.customer_id = e.customer_id AND o.event_timestamp > e.paid_at
  LEFT JOIN customer_windows c ON o.observation_id = c.id
  LEFT JOIN merchant_windows m ON o.observation_id = m.id
) TO '@OUT@' (FORMAT parquet, COMPRESSION zstd);
