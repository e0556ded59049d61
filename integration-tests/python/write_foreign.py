"""Writes the Parquet files in src/test/resources/foreign, as pyarrow and Polars write them: write_foreign.py FOLDER"""

import datetime
import decimal
import math
import random
import sys
from pathlib import Path

import polars
import pyarrow
import pyarrow.parquet

ROWS = 600
START = datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc)


def price(dice, near):
    drawn = dice.randrange(40)
    if drawn == 0:
        return -0.0
    if drawn == 1:
        return 0.0
    if drawn == 2 and dice.randrange(8) == 0:
        return math.nan
    return None if drawn == 3 else near / 8.0


def rows(seed, order):
    dice = random.Random(seed)
    broken = 300 if seed % 2 else 1_000_000
    made = []
    for _ in range(ROWS):
        at = dice.randrange(ROWS)
        near = at // 10
        paid_at = START + datetime.timedelta(minutes=10 * at, microseconds=dice.randrange(1_000))
        made.append(
            {
                "paid_at": paid_at,
                "millis": paid_at,
                "nanos": paid_at,
                "card": None if dice.randrange(broken) == 0 else (near + dice.randrange(4)) % 40,
                "amount": None if dice.randrange(9) == 0 else 9_999 if dice.randrange(broken) == 0 else at * 2 - 1_000,
                "price": price(dice, near),
                "rate": near / 8.0 - 3,
                "small": near - 50,
                "large": 4_294_967_000 + near,
                "day": paid_at.date(),
                "fee": decimal.Decimal(near - 50) + decimal.Decimal("0.25"),
                "total": decimal.Decimal(near * 10 - 500) + decimal.Decimal("0.0625"),
                "wide": decimal.Decimal(near * 10 - 500) + decimal.Decimal("0.0625"),
                "country": None if dice.randrange(9) == 0 else ["aa", "b", "z", "é", "日本"][near % 5] + str(dice.randrange(3)),
                "note": "long text, the same for many rows, é and more, " * 2 + str(near),
                "flag": dice.randrange(3) == 0,
                "raw": bytes([near % 256, 255 - near % 256]),
                "tags": None if dice.randrange(9) == 0 else [near + i for i in range(dice.randrange(4))],
                "shares": None if dice.randrange(9) == 0 else [(f"share {i}", near / 2.0) for i in range(dice.randrange(3))],
            }
        )
    if order is not None:
        made.sort(key=lambda row: row[order])
    return made


def schema(decimals):
    return pyarrow.schema(
        [
            ("paid_at", pyarrow.timestamp("us", "UTC")),
            ("millis", pyarrow.timestamp("ms", "UTC")),
            ("nanos", pyarrow.timestamp("ns", "UTC")),
            ("card", pyarrow.int64()),
            ("amount", pyarrow.int64()),
            ("price", pyarrow.float64()),
            ("rate", pyarrow.float32()),
            ("small", pyarrow.int16()),
            ("large", pyarrow.uint32()),
            ("day", pyarrow.date32()),
            ("fee", decimals(9, 2)),
            ("total", decimals(18, 4)),
            ("wide", pyarrow.decimal128(38, 4)),
            ("country", pyarrow.string()),
            ("note", pyarrow.string()),
            ("flag", pyarrow.bool_()),
            ("raw", pyarrow.binary()),
            ("tags", pyarrow.list_(pyarrow.int32())),
            ("shares", pyarrow.map_(pyarrow.string(), pyarrow.float64())),
        ]
    )


def table(seed, order="paid_at"):
    made = rows(seed, order)
    columns = {}
    for field in schema(pyarrow.decimal128):
        values = [row[field.name] for row in made]
        if pyarrow.types.is_timestamp(field.type):
            micros = pyarrow.array(values, pyarrow.timestamp("us", "UTC"))
            columns[field.name] = micros.cast(field.type, safe=False)
        else:
            columns[field.name] = pyarrow.array(values, field.type)
    return pyarrow.table(columns)


def main(folder):
    folder = Path(folder)
    small = {"row_group_size": 300, "data_page_size": 300, "write_batch_size": 40}
    pyarrow.parquet.write_table(table(1), folder / "pyarrow-indexed.parquet", write_page_index=True, compression="zstd", **small)
    pyarrow.parquet.write_table(
        table(2),
        folder / "pyarrow-v2-delta.parquet",
        write_page_index=True,
        data_page_version="2.0",
        use_dictionary=False,
        column_encoding={"card": "DELTA_BINARY_PACKED", "country": "DELTA_BYTE_ARRAY", "note": "DELTA_BYTE_ARRAY", "price": "BYTE_STREAM_SPLIT"},
        store_decimal_as_integer=True,
        compression="snappy",
        **small,
    )
    pyarrow.parquet.write_table(
        table(3), folder / "pyarrow-int96.parquet", use_deprecated_int96_timestamps=True, write_page_index=True, compression="zstd", **small
    )
    pyarrow.parquet.write_table(table(4, order=None), folder / "pyarrow-unsorted.parquet", version="1.0", compression="gzip", row_group_size=150)
    pyarrow.parquet.write_table(
        table(5),
        folder / "pyarrow-bloom.parquet",
        bloom_filter_options={name: {"ndv": 500, "fpp": 0.01} for name in ("card", "country", "amount", "price", "note")},
        write_page_index=True,
        compression="zstd",
        **small,
    )
    polars.from_arrow(table(6)).write_parquet(folder / "polars.parquet", compression="zstd", statistics="full", row_group_size=150, data_page_size=300)


main(sys.argv[1])
