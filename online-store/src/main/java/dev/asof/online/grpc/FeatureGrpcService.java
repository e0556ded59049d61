package dev.asof.online.grpc;

import dev.asof.online.OnlineStore;
import dev.asof.online.lookup.KeyColumn;
import dev.asof.online.lookup.LookupAnswer;
import dev.asof.online.lookup.LookupRequest;
import dev.asof.online.lookup.ResolvedSelection;
import dev.asof.online.lookup.SelectedFeature;
import dev.asof.online.lookup.Selection;
import dev.asof.online.wire.WireColumns;
import dev.asof.online.wire.WireRows;
import dev.asof.online.wire.WireTimes;
import dev.asof.online.wire.WireTypes;
import dev.asof.registry.catalog.Feature;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.v1.EntityKey;
import dev.asof.v1.FeatureColumn;
import dev.asof.v1.FeatureKind;
import dev.asof.v1.FeatureSchema;
import dev.asof.v1.FeatureServiceGrpc;
import dev.asof.v1.FeatureServiceRef;
import dev.asof.v1.GetFeatureServiceSchemaRequest;
import dev.asof.v1.GetFeatureServiceSchemaResponse;
import dev.asof.v1.GetOnlineFeaturesRequest;
import dev.asof.v1.GetOnlineFeaturesResponse;
import io.grpc.stub.StreamObserver;

/** Questions over gRPC. */
final class FeatureGrpcService extends FeatureServiceGrpc.FeatureServiceImplBase {
    private final OnlineStore store;

    FeatureGrpcService(OnlineStore store) {
        this.store = store;
    }

    @Override
    public void getOnlineFeatures(
            GetOnlineFeaturesRequest request, StreamObserver<GetOnlineFeaturesResponse> observer) {
        Calls.answer(observer, () -> {
            LookupRequest lookup = new LookupRequest(
                    selection(request), WireRows.read(request.getRows()), WireTimes.read(request.getTimes()));
            return response(request, store.lookup(lookup));
        });
    }

    private static Selection selection(GetOnlineFeaturesRequest request) {
        return switch (request.getSelectionCase()) {
            case FEATURE_SERVICE -> ofService(request.getFeatureService());
            case FEATURES ->
                new Selection.OfFeatures(request.getFeatures().getFeaturesList().stream()
                        .map(selector -> new Selection.Selector(selector.getRef(), selector.getRole()))
                        .toList());
            case SELECTION_NOT_SET ->
                throw new AsofException(
                        ErrorCode.INVALID_ARGUMENT,
                        "Cannot answer the request: it names neither a feature service nor features.");
        };
    }

    private static Selection.OfService ofService(FeatureServiceRef ref) {
        if (ref.getName().isEmpty()) {
            throw new AsofException(
                    ErrorCode.INVALID_ARGUMENT, "Cannot answer the request: the feature service has no name.");
        }
        return new Selection.OfService(ref.getName(), ref.getVersion());
    }

    private static GetOnlineFeaturesResponse response(GetOnlineFeaturesRequest request, LookupAnswer answer) {
        ResolvedSelection selection = answer.selection();
        GetOnlineFeaturesResponse.Builder response = GetOnlineFeaturesResponse.newBuilder()
                .setFingerprint(selection.fingerprint())
                .setTimes(WireTimes.of(answer.times()));
        selection.service().ifPresent(id -> response.setFeatureService(WireTypes.serviceRef(id)));
        for (int i = 0; i < selection.features().size(); i++) {
            response.addFeatures(
                    column(request, selection.features().get(i), answer.values().get(i)));
        }
        return response.build();
    }

    private static FeatureColumn column(
            GetOnlineFeaturesRequest request, SelectedFeature feature, FeatureValues values) {
        FeatureColumn.Builder column = FeatureColumn.newBuilder().setValues(WireColumns.of(values.toColumn()));
        if (!request.getOmitSchema()) {
            column.setName(feature.name())
                    .setRef(feature.ref().toString())
                    .setType(WireTypes.of(feature.definition().type()));
        }
        addStatuses(values, column);
        if (request.getIncludeEventTimes() && feature.definition() instanceof Feature.Latest) {
            for (int row = 0; row < values.size(); row++) {
                column.addEventTimesMicros(values.eventTimeMicros(row));
            }
        }
        return column.build();
    }

    private static void addStatuses(FeatureValues values, FeatureColumn.Builder column) {
        boolean allPresent = true;
        for (byte code : values.statusCodes()) {
            allPresent &= code == ValueStatus.PRESENT.code();
        }
        if (!allPresent) {
            for (int row = 0; row < values.size(); row++) {
                column.addStatuses(WireTypes.of(values.status(row)));
            }
        }
    }

    @Override
    public void getFeatureServiceSchema(
            GetFeatureServiceSchemaRequest request, StreamObserver<GetFeatureServiceSchemaResponse> observer) {
        Calls.answer(observer, () -> schema(store.resolve(ofService(request.getFeatureService()))));
    }

    private static GetFeatureServiceSchemaResponse schema(ResolvedSelection selection) {
        GetFeatureServiceSchemaResponse.Builder response =
                GetFeatureServiceSchemaResponse.newBuilder().setFingerprint(selection.fingerprint());
        selection.service().ifPresent(id -> response.setFeatureService(WireTypes.serviceRef(id)));
        selection.keyColumns().forEach(column -> response.addKeyColumns(keyColumn(column)));
        selection.features().forEach(feature -> response.addFeatures(featureSchema(feature)));
        return response.build();
    }

    private static dev.asof.v1.KeyColumn keyColumn(KeyColumn column) {
        dev.asof.v1.KeyColumn.Builder wire =
                dev.asof.v1.KeyColumn.newBuilder().setName(column.name()).setType(WireTypes.of(column.type()));
        column.keys()
                .forEach(key -> wire.addKeys(EntityKey.newBuilder()
                        .setEntity(key.entity())
                        .setRole(key.role())
                        .setKey(key.key())));
        return wire.build();
    }

    private static FeatureSchema featureSchema(SelectedFeature feature) {
        return FeatureSchema.newBuilder()
                .setName(feature.name())
                .setRef(feature.ref().toString())
                .setType(WireTypes.of(feature.definition().type()))
                .setKind(
                        switch (feature.definition()) {
                            case Feature.Latest latest -> FeatureKind.FEATURE_KIND_LATEST;
                            case Feature.Aggregate aggregate -> FeatureKind.FEATURE_KIND_AGGREGATE;
                        })
                .setDescription(feature.description().orElse(""))
                .build();
    }
}
