-- The latest event before each observation. The join has no order of rows to keep.
COPY (
  SELECT o.observation_id, o.customer_id, o.merchant_id, o.event_timestamp,
         e.amount AS last_payment__last_amount,
         e.score AS last_payment__last_score,
         e.category AS last_payment__last_category
  FROM read_parquet('@OBSERVATIONS@') o
  ASOF LEFT JOIN (SELECT customer_id, paid_at, amount, score, category FROM read_parquet('@EVENTS@')) e
    ON o.customer_id = e.customer_id AND o.event_timestamp > e.paid_at
) TO '@OUT@' (FORMAT parquet, COMPRESSION zstd);
