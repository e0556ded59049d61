"""Trains on a training set of Asof: once with scikit-learn, once batch by batch as a PyTorch loop would.

    asof dataset build --service fraud_check@1 --observations data/labels.parquet --label is_fraud --out fraud.parquet
    python train.py fraud.parquet is_fraud

The label is a column of 0 and 1, or of bools. Both formats do; an Arrow file is read in place, without being decoded.
"""

import json
import sys

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import roc_auc_score


def is_number(kind: pa.DataType) -> bool:
    """Whether values can be taken as floats."""
    return pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_boolean(kind) or pa.types.is_decimal(kind)


def features_of(schema: pa.Schema) -> list[str]:
    """The features that are numbers or bools. The file says itself which columns are features."""
    names = json.loads(schema.metadata[b"asof.features"])
    return [name for name in names if is_number(schema.field(name).type)]


def floats(column: pa.Array | pa.ChunkedArray) -> np.ndarray:
    """Floats, NaN where there is no value."""
    numbers = column.cast(pa.int8()) if pa.types.is_boolean(column.type) else column
    return np.asarray(numbers.cast(pa.float64()).to_numpy(zero_copy_only=False), dtype=np.float64)


def matrix(batch: pa.RecordBatch | pa.Table, columns: list[str]) -> np.ndarray:
    """Floats, a column each; NaN where there is no value."""
    return np.column_stack([floats(batch.column(name)) for name in columns])


def with_scikit_learn(path: str, label: str) -> float:
    """The rows are in the order of the observations, so that the last fifth is the latest here."""
    table = dataset(path).to_table()
    table = table.filter(pc.is_valid(table[label]))
    inputs, labels = matrix(table, features_of(table.schema)), floats(table[label])
    split = len(labels) * 4 // 5
    model = HistGradientBoostingClassifier(random_state=0).fit(inputs[:split], labels[:split])
    return roc_auc_score(labels[split:], model.predict_proba(inputs[split:])[:, 1])


def batches(path: str, label: str, size: int):
    """What a DataLoader hands out: pairs of inputs and labels, without the whole file in memory."""
    source = dataset(path)
    columns = features_of(source.schema)
    for batch in source.to_batches(columns=[*columns, label], batch_size=size):
        batch = batch.filter(pc.is_valid(batch.column(label)))
        # With PyTorch: torch.from_numpy(inputs), torch.from_numpy(labels)
        yield np.nan_to_num(matrix(batch, columns)).astype(np.float32), floats(batch.column(label)).astype(np.float32)


def with_batches(path: str, label: str, epochs: int = 3, rate: float = 0.1) -> float:
    """Logistic regression by gradient descent, on inputs scaled by the first batch. Returns the last epoch's mean loss."""
    weights = bias = scale = None
    loss = 0.0
    for _ in range(epochs):
        losses, rows = 0.0, 0
        for inputs, labels in batches(path, label, size=1024):
            if weights is None:
                weights, bias = np.zeros(inputs.shape[1]), 0.0
                scale = np.maximum(np.abs(inputs).max(axis=0), 1e-6)
            inputs = inputs / scale
            predicted = 1 / (1 + np.exp(-(inputs @ weights + bias)))
            losses -= np.sum(labels * np.log(predicted + 1e-9) + (1 - labels) * np.log(1 - predicted + 1e-9))
            rows += len(labels)
            error = (predicted - labels) / len(labels)
            weights -= rate * inputs.T @ error
            bias -= rate * error.sum()
        loss = losses / rows
    return loss


def dataset(path: str) -> ds.Dataset:
    return ds.dataset(path, format="ipc" if path.endswith(".arrow") else "parquet")


def require_trainable(path: str, label: str) -> None:
    """Ends with a message where there is nothing to train on."""
    schema = dataset(path).schema
    if b"asof.features" not in (schema.metadata or {}):
        sys.exit(f"{path} is no training set of Asof in Parquet or Arrow: it doesn't say which columns are features.")
    if label not in schema.names:
        sys.exit(f"{path} has no column '{label}' to learn. Its columns: {', '.join(schema.names)}.")
    if not is_number(schema.field(label).type):
        sys.exit(f"Column '{label}' is {schema.field(label).type}: a label is 0 or 1, or a bool.")
    if not features_of(schema):
        sys.exit(f"{path} has no feature that is a number or a bool.")


def main() -> None:
    if len(sys.argv) != 3:
        sys.exit("Name the training set and the column of its label: python train.py fraud.parquet is_fraud")
    path, label = sys.argv[1:]
    require_trainable(path, label)
    auc, loss = with_scikit_learn(path, label), with_batches(path, label)
    print(f"{path}: scikit-learn's AUC {auc:.3f} on the latest fifth, loss of the batch loop {loss:.3f}")
    if not (auc > 0.5 and 0 < loss < np.log(2)):
        sys.exit("The model learned nothing.")


main()
