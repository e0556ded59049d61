package dev.asof.online.grpc;

import dev.asof.online.OnlineStore;
import dev.asof.online.SourceDescription;
import dev.asof.online.ingest.IngestBatch;
import dev.asof.online.wire.WireIngest;
import dev.asof.online.wire.WireRows;
import dev.asof.online.wire.WireTypes;
import dev.asof.registry.catalog.EventSource;
import dev.asof.registry.catalog.SourceColumn;
import dev.asof.v1.ColumnRole;
import dev.asof.v1.DescribeSourceRequest;
import dev.asof.v1.DescribeSourceResponse;
import dev.asof.v1.IngestEventsRequest;
import dev.asof.v1.IngestEventsResponse;
import dev.asof.v1.IngestServiceGrpc;
import io.grpc.stub.StreamObserver;
import java.util.Optional;

/** Events over gRPC. */
final class IngestGrpcService extends IngestServiceGrpc.IngestServiceImplBase {
    private final OnlineStore store;

    IngestGrpcService(OnlineStore store) {
        this.store = store;
    }

    @Override
    public void ingestEvents(IngestEventsRequest request, StreamObserver<IngestEventsResponse> observer) {
        Calls.answer(observer, () -> ingest(request));
    }

    @Override
    public StreamObserver<IngestEventsRequest> ingestEventStream(StreamObserver<IngestEventsResponse> observer) {
        return new BatchStream(observer);
    }

    /** Answers batch after batch; the first that fails ends the stream. gRPC calls it from one thread at a time. */
    private final class BatchStream implements StreamObserver<IngestEventsRequest> {
        private final StreamObserver<IngestEventsResponse> answers;
        private boolean isOver;

        BatchStream(StreamObserver<IngestEventsResponse> answers) {
            this.answers = answers;
        }

        @Override
        public void onNext(IngestEventsRequest request) {
            if (isOver) {
                return;
            }
            IngestEventsResponse response;
            try {
                response = ingest(request);
            } catch (RuntimeException failure) {
                isOver = true;
                answers.onError(GrpcErrors.of(failure));
                return;
            }
            answers.onNext(response);
        }

        @Override
        public void onError(Throwable cancelled) {
            isOver = true;
        }

        @Override
        public void onCompleted() {
            if (!isOver) {
                isOver = true;
                answers.onCompleted();
            }
        }
    }

    private IngestEventsResponse ingest(IngestEventsRequest request) {
        return WireIngest.of(store.ingest(new IngestBatch(
                request.getSource(),
                request.getProducerId(),
                request.getFirstSequence(),
                WireRows.read(request.getEvents()))));
    }

    @Override
    public void describeSource(DescribeSourceRequest request, StreamObserver<DescribeSourceResponse> observer) {
        Calls.answer(observer, () -> description(store.describe(request.getSource(), request.getProducerId())));
    }

    private static DescribeSourceResponse description(SourceDescription description) {
        EventSource source = description.source();
        DescribeSourceResponse.Builder response = DescribeSourceResponse.newBuilder()
                .setSource(source.name())
                .setSequenceRequired(source.uniqueKey().isEmpty())
                .setOnViolation(WireTypes.of(source.onViolation()))
                .setLastSequence(description.lastSequence());
        source.columns().forEach(column -> response.addColumns(column(column, description)));
        return response.build();
    }

    private static dev.asof.v1.SourceColumn column(SourceColumn column, SourceDescription description) {
        EventSource source = description.source();
        String name = column.name();
        boolean isTime = name.equals(source.eventTime()) || source.arrivalTime().equals(Optional.of(name));
        dev.asof.v1.SourceColumn.Builder wire = dev.asof.v1.SourceColumn.newBuilder()
                .setName(name)
                .setType(WireTypes.of(column.contract().field().type()))
                .setNullable(column.contract().nullable() && !isTime);
        if (description.entityKeys().contains(name)) {
            wire.addRoles(ColumnRole.COLUMN_ROLE_ENTITY_KEY);
        }
        if (name.equals(source.eventTime())) {
            wire.addRoles(ColumnRole.COLUMN_ROLE_EVENT_TIME);
        }
        if (source.arrivalTime().equals(Optional.of(name))) {
            wire.addRoles(ColumnRole.COLUMN_ROLE_ARRIVAL_TIME);
        }
        if (source.uniqueKey().contains(name)) {
            wire.addRoles(ColumnRole.COLUMN_ROLE_UNIQUE_KEY);
        }
        if (source.roles().tieBreak().contains(name)) {
            wire.addRoles(ColumnRole.COLUMN_ROLE_TIE_BREAK);
        }
        if (source.roles().retracted().equals(Optional.of(name))) {
            wire.addRoles(ColumnRole.COLUMN_ROLE_RETRACTED);
        }
        return wire.build();
    }
}
