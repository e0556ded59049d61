package dev.asof.online.grpc;

import dev.asof.online.OnlineStore;
import dev.asof.online.lookup.LookupAnswer;
import dev.asof.online.lookup.ResolvedSelection;
import dev.asof.online.wire.AnswerBytes;
import dev.asof.online.wire.AnswerLayout;
import dev.asof.online.wire.LookupMessage;
import dev.asof.online.wire.WireTypes;
import dev.asof.registry.catalog.Feature;
import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.plan.KeyColumn;
import dev.asof.registry.plan.PlannedFeature;
import dev.asof.v1.EntityKey;
import dev.asof.v1.FeatureKind;
import dev.asof.v1.FeatureSchema;
import dev.asof.v1.FeatureServiceGrpc;
import dev.asof.v1.GetFeatureServiceSchemaRequest;
import dev.asof.v1.GetFeatureServiceSchemaResponse;
import dev.asof.v1.RequestColumn;
import io.grpc.BindableService;
import io.grpc.Context;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

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

    /** The layout of the last answer, as the next is mostly of the same selection. */
    private volatile @Nullable LastLayout lastLayout;

    private record LastLayout(ResolvedSelection selection, AnswerLayout layout) {

        /** Plans are kept, and so are their selections. */
        @SuppressWarnings("ReferenceEquality")
        boolean isOf(ResolvedSelection other) {
            return selection == other;
        }
    }

    private record LayoutKey(String fingerprint, Optional<VersionedName> service) {}

    FeatureGrpcService(OnlineStore store, CallExecutors executors) {
        this.store = store;
        this.executors = executors;
    }

    @Override
    public ServerServiceDefinition bindService() {
        ServiceDescriptor published = FeatureServiceGrpc.getServiceDescriptor();
        var lookup = FeatureServiceGrpc.getGetOnlineFeaturesMethod();
        MethodDescriptor<LookupMessage, byte[]> encoded = lookup.toBuilder(
                        new LookupMarshaller(lookup.getRequestMarshaller()), EncodedMessage.MARSHALLER)
                .build();
        ServiceDescriptor descriptor = ServiceDescriptor.newBuilder(published.getName())
                .setSchemaDescriptor(published.getSchemaDescriptor())
                .addMethod(encoded)
                .addMethod(FeatureServiceGrpc.getGetFeatureServiceSchemaMethod())
                .build();
        return ServerServiceDefinition.builder(descriptor)
                .addMethod(encoded, unlessFull(ServerCalls.asyncUnaryCall(this::getOnlineFeatures)))
                .addMethod(
                        FeatureServiceGrpc.getGetFeatureServiceSchemaMethod(),
                        ServerCalls.asyncUnaryCall(this::getFeatureServiceSchema))
                .build();
    }

    /** Refuses at a call's headers what could not be answered in time, so that a refusal costs as little as can be. */
    private <Q, A> ServerCallHandler<Q, A> unlessFull(ServerCallHandler<Q, A> handler) {
        return (call, headers) -> {
            if (executors.lookups().isFull()) {
                return Refusal.close(call);
            }
            return handler.startCall(call, headers);
        };
    }

    private void getOnlineFeatures(LookupMessage message, StreamObserver<byte[]> observer) {
        Context context = Context.current();
        executors
                .lookups()
                .submit(
                        message.rows(),
                        () -> Calls.answerUnlessCancelled(context, observer, () -> lookUp(message)),
                        () -> observer.onError(Refusal.asException()));
    }

    private byte[] lookUp(LookupMessage message) {
        LookupAnswer answer = store.lookup(message.request().get());
        return AnswerBytes.of(layout(answer.selection()), answer, message.parts());
    }

    private AnswerLayout layout(ResolvedSelection selection) {
        LastLayout last = lastLayout;
        if (last != null && last.isOf(selection)) {
            return last.layout();
        }
        AnswerLayout layout = known(selection);
        lastLayout = new LastLayout(selection, layout);
        return layout;
    }

    private AnswerLayout known(ResolvedSelection selection) {
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

    private void getFeatureServiceSchema(
            GetFeatureServiceSchemaRequest request, StreamObserver<GetFeatureServiceSchemaResponse> observer) {
        Calls.answerOn(
                executors.calls(),
                observer,
                () -> schema(store.resolve(LookupMessage.ofService(request.getFeatureService()))));
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
