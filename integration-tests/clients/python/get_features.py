"""Asks an Asof server for features, with the stubs that grpcio-tools generates from the published .proto files."""
import datetime
import decimal
import itertools
import sys

import grpc
from asof.v1 import serving_pb2, serving_pb2_grpc, types_pb2


def int64s(name, values):
    return types_pb2.NamedColumn(
        name=name, values=types_pb2.Column(int64s=types_pb2.Int64Array(values=values)))


EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


def parts(lengths, entries):
    """Lists of so many entries each, one after another."""
    ends = list(itertools.accumulate(lengths))
    return [entries[end - length:end] for length, end in zip(lengths, ends)]


def present(kind, array):
    """One value per row, of which those of rows without a value mean nothing."""
    if kind == "decimals":
        exact = decimal.Context(prec=38)
        return [decimal.Decimal((high << 64) + low).scaleb(-array.scale, exact) for high, low in zip(array.high, array.low)]
    if kind == "dates":
        return [EPOCH.date() + datetime.timedelta(days=day) for day in array.days]
    if kind == "timestamps":
        return [EPOCH + datetime.timedelta(microseconds=micros) for micros in array.micros]
    if kind == "lists":
        return parts(array.lengths, values(array.elements))
    if kind == "maps":
        entries = list(zip(values(array.keys), values(array.values)))
        return [dict(row) for row in parts(array.lengths, entries)]
    return list(array.values)


def values(column):
    """The values of a column as a list, None where there is none."""
    kind = column.WhichOneof("values")
    nulls = column.nulls
    rows = present(kind, getattr(column, kind))
    return [None if nulls and nulls[i // 8] >> i % 8 & 1 else value for i, value in enumerate(rows)]


def main(server):
    with grpc.insecure_channel(server) as channel:
        stub = serving_pb2_grpc.FeatureServiceStub(channel)
        response = stub.GetOnlineFeatures(
            serving_pb2.GetOnlineFeaturesRequest(
                feature_service=types_pb2.FeatureServiceRef(name="fraud_check"),
                rows=types_pb2.ColumnBatch(
                    columns=[int64s("card_id", [17, 404404]), int64s("terminal_id", [3, 3])])),
            timeout=5)
    for feature in response.features:
        print(feature.name, values(feature.values))


if __name__ == "__main__":
    main(sys.argv[1])
