"""Asks an Asof server for features, with the stubs that grpcio-tools generates from the published .proto files."""
import sys

import grpc
from asof.v1 import serving_pb2, serving_pb2_grpc, types_pb2


def int64s(name, values):
    return types_pb2.NamedColumn(
        name=name, values=types_pb2.Column(int64s=types_pb2.Int64Array(values=values)))


def values(column):
    """The values of a column as a list, None where there is none."""
    array = getattr(column, column.WhichOneof("values")).values
    nulls = column.nulls
    return [None if nulls and nulls[i // 8] >> i % 8 & 1 else value for i, value in enumerate(array)]


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
