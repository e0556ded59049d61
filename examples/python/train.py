"""Trains on a training set of Asof: once with scikit-learn, once batch by batch as a PyTorch loop would.

    asof dataset build --service fraud_check@1 --observations data/labels.parquet --label is_fraud --out fraud.parquet
    python train.py fraud.parquet

Both formats do; an Arrow file is read in place, without being decoded.
"""

import json
import sys

import numpy as np
import pyarrow as pa
import pyarrow.dataset as ds
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import roc_auc_score

LABEL = "is_fraud"


def features_of(schema: pa.Schema) -> list[str]:
    """The numeric features. The file says itself which columns are features."""
    names = json.loads(schema.metadata[b"asof.features"])
    return [
        name
        for name in names
        if pa.types.is_integer(schema.field(name).type) or pa.types.is_floating(schema.field(name).type)
    ]


def matrix(batch: pa.RecordBatch | pa.Table, columns: list[str]) -> np.ndarray:
    """Floats, a column each; NaN where there is no value."""
    return np.column_stack(
        [batch.column(name).cast(pa.float64()).to_numpy(zero_copy_only=False) for name in columns]
        if isinstance(batch, pa.RecordBatch)
        else [batch.column(name).cast(pa.float64()).to_numpy() for name in columns]
    )


def with_scikit_learn(path: str) -> float:
    """The rows are in the order of the observations, so that the last fifth is the latest here."""
    table = dataset(path).to_table()
    table = table.filter(pa.compute.is_valid(table[LABEL]))
    inputs, labels = matrix(table, features_of(table.schema)), table[LABEL].to_numpy()
    split = len(labels) * 4 // 5
    model = HistGradientBoostingClassifier(random_state=0).fit(inputs[:split], labels[:split])
    return roc_auc_score(labels[split:], model.predict_proba(inputs[split:])[:, 1])


def batches(path: str, size: int):
    """What a DataLoader hands out: pairs of inputs and labels, without the whole file in memory."""
    source = dataset(path)
    columns = features_of(source.schema)
    for batch in source.to_batches(columns=[*columns, LABEL], batch_size=size):
        batch = batch.filter(pa.compute.is_valid(batch.column(LABEL)))
        # With PyTorch: torch.from_numpy(inputs), torch.from_numpy(labels)
        yield np.nan_to_num(matrix(batch, columns)).astype(np.float32), batch.column(LABEL).to_numpy().astype(np.float32)


def with_batches(path: str, epochs: int = 3, rate: float = 0.1) -> float:
    """Logistic regression by gradient descent, on inputs scaled by the first batch. Returns the last epoch's mean loss."""
    weights = bias = scale = None
    loss = 0.0
    for _ in range(epochs):
        losses, rows = 0.0, 0
        for inputs, labels in batches(path, size=1024):
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


def main() -> None:
    path = sys.argv[1]
    auc, loss = with_scikit_learn(path), with_batches(path)
    print(f"{path}: scikit-learn's AUC {auc:.3f} on the latest fifth, loss of the batch loop {loss:.3f}")
    if not (auc > 0.5 and 0 < loss < np.log(2)):
        sys.exit("The model learned nothing.")


main()
