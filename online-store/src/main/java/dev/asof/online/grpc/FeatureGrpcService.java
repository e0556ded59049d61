package dev.asof.online.grpc;

import dev.asof.online.OnlineStore;
import dev.asof.online.lookup.LookupAnswer;
import dev.asof.online.lookup.LookupRequest;
import dev.asof.online.lookup.ResolvedSelection;
import dev.asof.online.lookup.Selection;
import dev.asof.online.wire.AnswerBytes;
import dev.asof.online.wire.AnswerLayout;
import dev.asof.online.wire.WireRows;
import dev.asof.online.wire.WireTimes;
import dev.asof.online.wire.WireTypes;
import dev.asof.registry.catalog.Feature;
import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.plan.KeyColumn;
import dev.asof.registry.plan.PlannedFeature;
import dev.asof.v1.EntityKey;
import dev.asof.v1.FeatureKind;
import dev.asof.v1.FeatureSchema;
import dev.asof.v1.FeatureServiceGrpc;
import dev.asof.v1.FeatureServiceRef;
import dev.asof.v1.GetFeatureServiceSchemaRequest;
import dev.asof.v1.GetFeatureServiceSchemaResponse;
import dev.asof.v1.GetOnlineFeaturesRequest;
import dev.asof.v1.RequestColumn;
import io.grpc.BindableService;
import io.grpc.Context;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Questions over gRPC. The method that answers with features carries bytes instead of messages: they are what the published
 * messages are encoded to, but no message is made.
 */
final class FeatureGrpcService implements BindableService {
    private static final int MOST_LAYOUTS = 1_000;

    private final OnlineStore store;
    private final CallExecutors executors;

    /** By fingerprint and service: a client may ask for the same features by way of a service or listed. */
    private final Map<LayoutKey, AnswerLayout> layouts = new ConcurrentHashMap<>();

    private record LayoutKey(String fingerprint, Optional<VersionedName> service) {}

    FeatureGrpcService(OnlineStore store, CallExecutors executors) {
        this.store = store;
        this.executors = executors;
    }

    @Override
    public ServerServiceDefinition bindService() {
        ServiceDescriptor published = FeatureServiceGrpc.getServiceDescriptor();
        var lookup = FeatureServiceGrpc.getGetOnlineFeaturesMethod();
        MethodDescriptor<GetOnlineFeaturesRequest, byte[]> encoded = lookup.toBuilder(
                        lookup.getRequestMarshaller(), EncodedMessage.MARSHALLER)
                .build();
        ServiceDescriptor descriptor = ServiceDescriptor.newBuilder(published.getName())
                .setSchemaDescriptor(published.getSchemaDescriptor())
                .addMethod(encoded)
                .addMethod(FeatureServiceGrpc.getGetFeatureServiceSchemaMethod())
                .build();
        return ServerServiceDefinition.builder(descriptor)
                .addMethod(encoded, ServerCalls.asyncUnaryCall(this::getOnlineFeatures))
                .addMethod(
                        FeatureServiceGrpc.getGetFeatureServiceSchemaMethod(),
                        ServerCalls.asyncUnaryCall(this::getFeatureServiceSchema))
                .build();
    }

    private void getOnlineFeatures(GetOnlineFeaturesRequest request, StreamObserver<byte[]> observer) {
        int rows = WireRows.rowCount(request.getRows());
        Context context = Context.current();
        executors
                .lookups()
                .submit(
                        rows,
                        () -> Calls.answerUnlessCancelled(context, observer, () -> lookUp(request)),
                        () -> observer.onError(GrpcErrors.overloaded()));
    }

    private byte[] lookUp(GetOnlineFeaturesRequest request) {
        LookupAnswer answer = store.lookup(new LookupRequest(
                selection(request), WireRows.read(request.getRows()), WireTimes.read(request.getTimes())));
        return AnswerBytes.of(
                layout(answer.selection()),
                answer,
                new AnswerBytes.AnswerParts(!request.getOmitSchema(), request.getIncludeEventTimes()));
    }

    private AnswerLayout layout(ResolvedSelection selection) {
        LayoutKey key = new LayoutKey(selection.fingerprint(), selection.service());
        AnswerLayout known = layouts.get(key);
        if (known != null) {
            return known;
        }
        if (layouts.size() >= MOST_LAYOUTS) {
            layouts.clear();
        }
        AnswerLayout layout = AnswerLayout.of(selection);
        layouts.put(key, layout);
        return layout;
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

    private void getFeatureServiceSchema(
            GetFeatureServiceSchemaRequest request, StreamObserver<GetFeatureServiceSchemaResponse> observer) {
        Calls.answerOn(
                executors.calls(), observer, () -> schema(store.resolve(ofService(request.getFeatureService()))));
    }

    private static GetFeatureServiceSchemaResponse schema(ResolvedSelection selection) {
        GetFeatureServiceSchemaResponse.Builder response =
                GetFeatureServiceSchemaResponse.newBuilder().setFingerprint(selection.fingerprint());
        selection.service().ifPresent(id -> response.setFeatureService(WireTypes.serviceRef(id)));
        selection.keyColumns().forEach(column -> response.addKeyColumns(keyColumn(column)));
        selection
                .requestColumns()
                .fields()
                .forEach(column -> response.addRequestColumns(
                        RequestColumn.newBuilder().setName(column.name()).setType(WireTypes.of(column.type()))));
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

    private static FeatureKind kind(PlannedFeature feature) {
        return switch (feature) {
            case PlannedFeature.Derived derived -> FeatureKind.FEATURE_KIND_ON_DEMAND;
            case PlannedFeature.OfView of ->
                switch (of.definition()) {
                    case Feature.Latest latest -> FeatureKind.FEATURE_KIND_LATEST;
                    case Feature.Aggregate aggregate -> FeatureKind.FEATURE_KIND_AGGREGATE;
                };
        };
    }

    private static FeatureSchema featureSchema(PlannedFeature feature) {
        return FeatureSchema.newBuilder()
                .setName(feature.name())
                .setRef(feature.ref().withoutRole().toString())
                .setType(WireTypes.of(feature.type()))
                .setKind(kind(feature))
                .setDescription(feature.description().orElse(""))
                .build();
    }
}
