"""Builds a training set with a column of every type in every format, and reads it with the libraries that people use."""

import datetime as dt
import math
import os
import pathlib
import subprocess
import sys

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.feather as feather
import pyarrow.parquet as pq

UTC = dt.timezone.utc
AT = dt.datetime(2026, 1, 2, 3, 4, 5, 678901, UTC)
ASKED = dt.datetime(2026, 2, 1, tzinfo=UTC)

# Per type: how Arrow, pandas, DuckDB and Polars call it, and the value of the entity that has one.
TYPES = {
    "bool": (pa.bool_(), "boolean", "BOOLEAN", pl.Boolean, True),
    "int32": (pa.int32(), "Int32", "INTEGER", pl.Int32, -(2**31)),
    "int64": (pa.int64(), "Int64", "BIGINT", pl.Int64, 2**53 + 1),
    "float32": (pa.float32(), "float32", "FLOAT", pl.Float32, 0.5),
    "float64": (pa.float64(), "float64", "DOUBLE", pl.Float64, 0.1 + 0.2),
    "string": (pa.string(), None, "VARCHAR", pl.String, 'Zürich, "Höngg"\nNord'),
    "date": (pa.date32(), "object", "DATE", pl.Date, dt.date(1969, 12, 31)),
    "timestamp": (
        pa.timestamp("us", "UTC"),
        "datetime64[us, UTC]",
        "TIMESTAMP WITH TIME ZONE",
        pl.Datetime("us", "UTC"),
        AT,
    ),
}
FEATURES = [f"things__f_{name}" for name in TYPES]


def write_repository(folder: pathlib.Path) -> None:
    """Entity 1 has values, entity 2 has an event of nulls, entity 3 has no event."""
    folder.mkdir(parents=True)
    columns = {
        "thing": pa.array([1, 2], pa.int64()),
        "happened": pa.array([AT, AT], pa.timestamp("us", "UTC")),
    }
    for name, (arrow, _, _, _, value) in TYPES.items():
        columns[f"v_{name}"] = pa.array([value, None], arrow)
    pq.write_table(pa.table(columns), folder / "events.parquet")
    features = "\n".join(f"  f_{name}: {{latest: v_{name}}}" for name in TYPES)
    (folder / "definitions.yaml").write_text(
        f"""
entity: thing
keys: {{thing: int64}}
---
source: events
path: events.parquet
event_time: happened
---
feature_view: things
version: 1
entity: thing
source: events
features:
{features}
  n: {{aggregate: count(*), window: unbounded}}
---
feature_service: all
version: 1
features: [things@1:*]
"""
    )
    # As feather, compressed, with text as codes: what pandas makes of a frame.
    observations = pa.table(
        {
            "thing": pa.array([3, 1, 2, 1], pa.int64()),
            "event_timestamp": pa.array([ASKED] * 4, pa.timestamp("ns", "UTC")),
            "label": pa.array(["no", "yes", None, "no"]).dictionary_encode(),
            "weight": pa.array([1, None, 3, 4], pa.int8()),
        }
    )
    feather.write_feather(observations, folder / "observations.feather", compression="lz4")


def asof(folder: pathlib.Path, *arguments: str) -> None:
    run = subprocess.run([os.environ["ASOF"], "-C", str(folder), *arguments], capture_output=True, text=True)
    assert run.returncode == 0, f"asof {' '.join(arguments)}: {run.stdout}{run.stderr}"


def expected_rows() -> list[dict]:
    rows = []
    for thing, label, weight in [(3, "no", 1), (1, "yes", None), (2, None, 3), (1, "no", 4)]:
        row = {"thing": thing, "event_timestamp": ASKED, "label": label, "weight": weight}
        for name, (*_, value) in TYPES.items():
            row[f"things__f_{name}"] = value if thing == 1 else None
        row["things__n"] = 0 if thing == 3 else 1
        rows.append(row)
    return rows


def expected_schema() -> pa.Schema:
    fields = [
        ("thing", pa.int64()),
        ("event_timestamp", pa.timestamp("us", "UTC")),
        ("label", pa.string()),
        ("weight", pa.int32()),
    ]
    fields += [(f"things__f_{name}", arrow) for name, (arrow, *_) in TYPES.items()]
    return pa.schema(fields + [("things__n", pa.int64())])


def check_pyarrow(table: pa.Table, what: str) -> None:
    assert table.schema.remove_metadata().equals(expected_schema()), f"{what}: {table.schema}"
    assert table.to_pylist() == expected_rows(), f"{what}: {table.to_pylist()}"
    metadata = {key.decode() for key in table.schema.metadata}
    assert {"asof.dataset_id", "asof.service", "asof.features"} <= metadata, f"{what}: {metadata}"


def check_pandas(frame: pd.DataFrame, what: str) -> None:
    for name, (_, pandas, *_) in TYPES.items():
        column = frame[f"things__f_{name}"]
        if pandas:
            assert str(column.dtype) == pandas, f"{what}: {name} is {column.dtype}"
        assert column.isna().tolist() == [True, False, True, False], f"{what}: {column}"
        value = column[1].to_pydatetime() if name == "timestamp" else column[1]
        assert value == TYPES[name][-1], f"{what}: {name} is {value!r}"
    assert str(frame["weight"].dtype) == "Int32", f"{what}: weight is {frame['weight'].dtype}"
    assert frame["things__n"].tolist() == [0, 1, 1, 1], what


def check_duckdb(path: pathlib.Path) -> None:
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    types = dict(connection.execute(f"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM '{path}')").fetchall())
    for name, (_, _, sql, _, _) in TYPES.items():
        assert types[f"things__f_{name}"] == sql, f"DuckDB: {name} is {types[f'things__f_{name}']}"
    columns = list(expected_rows()[0])
    projection = ", ".join(
        f'epoch_us("{column}")' if expected_schema().field(column).type == pa.timestamp("us", "UTC") else f'"{column}"'
        for column in columns
    )
    found = connection.execute(f"SELECT {projection} FROM '{path}'").fetchall()
    assert found == [tuple(micros(value) for value in row.values()) for row in expected_rows()], f"DuckDB: {found}"


def micros(value):
    if isinstance(value, dt.datetime):
        return (value - dt.datetime(1970, 1, 1, tzinfo=UTC)) // dt.timedelta(microseconds=1)
    return value


def check_polars(frame: pl.DataFrame, what: str) -> None:
    for name, (_, _, _, polars, _) in TYPES.items():
        assert frame.schema[f"things__f_{name}"] == polars, f"{what}: {name} is {frame.schema[f'things__f_{name}']}"
    assert frame.to_dicts() == expected_rows(), f"{what}: {frame.to_dicts()}"


def check_csv(path: pathlib.Path) -> None:
    frame = pd.read_csv(path, dtype={"things__f_int64": "Int64", "things__f_int32": "Int32"})
    assert list(frame.columns) == list(expected_rows()[0])
    for name, (*_, value) in TYPES.items():
        column = frame[f"things__f_{name}"]
        assert column.isna().tolist() == [True, False, True, False], f"CSV: {column}"
        read = column[1]
        if name == "timestamp":
            read = dt.datetime.fromisoformat(read)
        elif name == "date":
            read = dt.date.fromisoformat(read)
        assert read == value or math.isclose(read, value, rel_tol=0), f"CSV: {name} is {read!r}"


def main() -> None:
    folder = pathlib.Path(sys.argv[1])
    write_repository(folder)
    asof(folder, "apply")
    for out in ("out.parquet", "out.arrow", "out.csv"):
        asof(folder, "dataset", "build", "--service", "all@1", "--observations", "observations.feather", "--out", out)
    check_pyarrow(pq.read_table(folder / "out.parquet"), "pyarrow, Parquet")
    check_pyarrow(feather.read_table(folder / "out.arrow"), "pyarrow, Arrow")
    check_pandas(pd.read_parquet(folder / "out.parquet"), "pandas, Parquet")
    check_pandas(pd.read_feather(folder / "out.arrow"), "pandas, Arrow")
    check_duckdb(folder / "out.parquet")
    check_polars(pl.read_parquet(folder / "out.parquet"), "Polars, Parquet")
    check_polars(pl.read_ipc(folder / "out.arrow"), "Polars, Arrow")
    check_csv(folder / "out.csv")
    versions = f"pyarrow {pa.__version__}, pandas {pd.__version__}, DuckDB {duckdb.__version__}, Polars {pl.__version__}"
    print(f"read alike by {versions}: {len(TYPES)} types in Parquet, Arrow and CSV")


main()
