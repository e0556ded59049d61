-- Sums by day for the days that lie in a window as a whole, and events for the days at its ends.
COPY (
  WITH
  events AS (
    SELECT customer_id AS key, epoch_us(paid_at) AS t, epoch_us(paid_at) // 86400000000 AS day, amount
    FROM read_parquet('@EVENTS@')),
  days AS (
    SELECT key, day, count(*) AS n, sum(amount) AS s, max(amount) AS m FROM events GROUP BY ALL),
  asked AS MATERIALIZED (
    SELECT observation_id AS id, customer_id AS key, epoch_us(event_timestamp) AS t,
           epoch_us(event_timestamp) // 86400000000 AS last_day,
           (epoch_us(event_timestamp) - 86400000000) // 86400000000 AS first_1d,
           (epoch_us(event_timestamp) - 7 * 86400000000) // 86400000000 AS first_7d,
           (epoch_us(event_timestamp) - 30 * 86400000000) // 86400000000 AS first_30d
    FROM read_parquet('@OBSERVATIONS@')),
  edges AS (
    SELECT id, key, age, (t - age * 86400000000) // 86400000000 AS day,
           CASE age WHEN 0 THEN 0 ELSE t - age * 86400000000 END AS low, t AS high
    FROM asked, (VALUES (0::BIGINT), (1), (7), (30)) ages(age)),
  of_edges AS (
    SELECT id, age, count(*) AS n, sum(amount) AS s, max(amount) AS m
    FROM events JOIN edges
      ON events.key = edges.key AND events.day = edges.day AND t >= low AND t < high
    GROUP BY id, age),
  of_days AS (
    SELECT id,
           sum(n) FILTER (day > first_7d) AS n7, sum(s) FILTER (day > first_7d) AS s7,
           sum(n) AS n30, sum(s) AS s30, max(m) AS m30
    FROM days JOIN asked
      ON days.key = asked.key AND day > first_30d AND day < last_day
    GROUP BY id),
  parts AS (
    SELECT id, age, n, s, m, NULL::BIGINT AS n7, NULL::DOUBLE AS s7, NULL::BIGINT AS n30, NULL::DOUBLE AS s30,
           NULL::DOUBLE AS m30
    FROM of_edges
    UNION ALL
    SELECT id, -1, NULL, NULL, NULL, n7, s7, n30, s30, m30 FROM of_days),
  windows AS (
    SELECT id,
           coalesce(sum(n) FILTER (age IN (0, 1)), 0)::BIGINT AS count_1d,
           (coalesce(sum(n) FILTER (age IN (0, 7)), 0) + coalesce(sum(n7), 0))::BIGINT AS count_7d,
           (coalesce(sum(n) FILTER (age IN (0, 30)), 0) + coalesce(sum(n30), 0))::BIGINT AS count_30d,
           sum(s) FILTER (age IN (0, 1)) AS sum_1d,
           coalesce(sum(s) FILTER (age IN (0, 7)), 0) + coalesce(sum(s7), 0) AS sum_7d,
           coalesce(sum(s) FILTER (age IN (0, 30)), 0) + coalesce(sum(s30), 0) AS sum_30d,
           greatest(max(m) FILTER (age IN (0, 30)), max(m30)) AS max_30d
    FROM parts GROUP BY id)
  SELECT o.observation_id, o.customer_id, o.merchant_id, o.event_timestamp,
       coalesce(w.count_1d, 0) AS spending__count_1d,
       coalesce(w.count_7d, 0) AS spending__count_7d,
       coalesce(w.count_30d, 0) AS spending__count_30d,
       CASE WHEN w.count_1d > 0 THEN w.sum_1d END AS spending__sum_1d,
       CASE WHEN w.count_7d > 0 THEN w.sum_7d END AS spending__sum_7d,
       CASE WHEN w.count_30d > 0 THEN w.sum_30d END AS spending__sum_30d,
       CASE WHEN w.count_1d > 0 THEN w.sum_1d / w.count_1d END AS spending__avg_1d,
       CASE WHEN w.count_7d > 0 THEN w.sum_7d / w.count_7d END AS spending__avg_7d,
       CASE WHEN w.count_30d > 0 THEN w.sum_30d / w.count_30d END AS spending__avg_30d,
       w.max_30d AS spending__max_30d
  FROM read_parquet('@OBSERVATIONS@') o LEFT JOIN windows w ON o.observation_id = w.id
) TO '@OUT@' (FORMAT parquet, COMPRESSION zstd);
