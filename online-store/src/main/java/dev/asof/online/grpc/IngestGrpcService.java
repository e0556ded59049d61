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
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Events over gRPC. */
final class IngestGrpcService extends IngestServiceGrpc.IngestServiceImplBase {
    private final OnlineStore store;
    private final Executor calls;

    IngestGrpcService(OnlineStore store, Executor calls) {
        this.store = store;
        this.calls = calls;
    }

    @Override
    public void ingestEvents(IngestEventsRequest request, StreamObserver<IngestEventsResponse> observer) {
        Calls.answerOn(calls, observer, () -> ingest(request));
    }

    @Override
    public StreamObserver<IngestEventsRequest> ingestEventStream(StreamObserver<IngestEventsResponse> observer) {
        return new BatchStream((ServerCallStreamObserver<IngestEventsResponse>) observer);
    }

    /**
     * Answers batch after batch; the first that fails ends the stream. The next batch is taken from the network when the one
     * before is answered, so one is at work at a time.
     */
    private final class BatchStream implements StreamObserver<IngestEventsRequest> {
        private final ServerCallStreamObserver<IngestEventsResponse> answers;
        private boolean isAtWork;
        private boolean isOver;
        private boolean isLast;

        BatchStream(ServerCallStreamObserver<IngestEventsResponse> answers) {
            this.answers = answers;
            answers.disableAutoRequest();
            answers.request(1);
        }

        @Override
        public synchronized void onNext(IngestEventsRequest request) {
            if (!isOver) {
                isAtWork = true;
                begin(request);
            }
        }

        private void begin(IngestEventsRequest request) {
            try {
                calls.execute(() -> answer(request));
            } catch (RejectedExecutionException full) {
                failed(Refusal.asException());
            }
        }

        private void answer(IngestEventsRequest request) {
            try {
                IngestEventsResponse response = ingest(request);
                answered(response);
            } catch (RuntimeException | Error failure) {
                failed(failure);
            }
        }

        private synchronized void answered(IngestEventsResponse response) {
            isAtWork = false;
            if (isOver) {
                return;
            }
            answers.onNext(response);
            if (isLast) {
                isOver = true;
                answers.onCompleted();
            } else {
                answers.request(1);
            }
        }

        private synchronized void failed(Throwable failure) {
            isAtWork = false;
            if (!isOver) {
                isOver = true;
                answers.onError(GrpcErrors.of(failure));
            }
        }

        @Override
        public synchronized void onError(Throwable cancelled) {
            isOver = true;
        }

        @Override
        public synchronized void onCompleted() {
            isLast = true;
            if (!isOver && !isAtWork) {
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
        Calls.answerOn(
                calls, observer, () -> description(store.describe(request.getSource(), request.getProducerId())));
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
        return dev.asof.v1.SourceColumn.newBuilder()
                .setName(name)
                .setType(WireTypes.of(column.contract().field().type()))
                .setNullable(column.contract().nullable() && !isTime)
                .addAllRoles(roles(name, description))
                .build();
    }

    private static List<ColumnRole> roles(String column, SourceDescription description) {
        EventSource source = description.source();
        List<ColumnRole> roles = new ArrayList<>();
        if (description.entityKeys().contains(column)) {
            roles.add(ColumnRole.COLUMN_ROLE_ENTITY_KEY);
        }
        if (column.equals(source.eventTime())) {
            roles.add(ColumnRole.COLUMN_ROLE_EVENT_TIME);
        }
        if (source.arrivalTime().equals(Optional.of(column))) {
            roles.add(ColumnRole.COLUMN_ROLE_ARRIVAL_TIME);
        }
        if (source.uniqueKey().contains(column)) {
            roles.add(ColumnRole.COLUMN_ROLE_UNIQUE_KEY);
        }
        if (source.roles().tieBreak().contains(column)) {
            roles.add(ColumnRole.COLUMN_ROLE_TIE_BREAK);
        }
        if (source.roles().retracted().equals(Optional.of(column))) {
            roles.add(ColumnRole.COLUMN_ROLE_RETRACTED);
        }
        return roles;
    }
}
