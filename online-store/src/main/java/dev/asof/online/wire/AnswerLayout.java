package dev.asof.online.wire;

import com.google.protobuf.CodedOutputStream;
import dev.asof.online.lookup.ResolvedSelection;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.plan.PlannedFeature;
import dev.asof.v1.FeatureColumn;
import dev.asof.v1.GetOnlineFeaturesResponse;
import java.util.List;
import java.util.Optional;

/**
 * What all answers to a selection have in common, encoded once: what is before the times, and each feature's name, reference
 * and type. Immutable.
 */
public final class AnswerLayout {
    private final byte[] head;
    private final byte[][] schemas;
    private final boolean[] haveEventTimes;
    private final Optional<RowTemplate> row;
    private final Optional<RowTemplate> rowWithSchema;

    /** @param types of the features */
    AnswerLayout(byte[] head, byte[][] schemas, boolean[] haveEventTimes, List<DataType> types) {
        this.head = head;
        this.schemas = schemas;
        this.haveEventTimes = haveEventTimes;
        this.row = RowTemplate.of(this, types, new AnswerBytes.AnswerParts(false, false));
        this.rowWithSchema = RowTemplate.of(this, types, new AnswerBytes.AnswerParts(true, false));
    }

    public static AnswerLayout of(ResolvedSelection selection) {
        GetOnlineFeaturesResponse.Builder head =
                GetOnlineFeaturesResponse.newBuilder().setFingerprint(selection.fingerprint());
        selection.service().ifPresent(id -> head.setFeatureService(WireTypes.serviceRef(id)));
        List<PlannedFeature> features = selection.features();
        byte[][] schemas = new byte[features.size()][];
        boolean[] haveEventTimes = new boolean[features.size()];
        for (int i = 0; i < schemas.length; i++) {
            PlannedFeature feature = features.get(i);
            schemas[i] = FeatureColumn.newBuilder()
                    .setName(feature.name())
                    .setRef(feature.ref().withoutRole().toString())
                    .setType(WireTypes.of(feature.type()))
                    .build()
                    .toByteArray();
            haveEventTimes[i] = feature.hasEventTimes();
        }
        return new AnswerLayout(
                head.build().toByteArray(),
                schemas,
                haveEventTimes,
                features.stream().map(PlannedFeature::type).toList());
    }

    /** The service and the fingerprint, as fields of the response. */
    byte[] head() {
        return head;
    }

    /** Name, reference and type of a feature, as fields of its column. */
    byte[] schema(int feature) {
        return schemas[feature];
    }

    /** What answers to one row have in common, without event times; empty where they differ in more than values. */
    Optional<RowTemplate> row(AnswerBytes.AnswerParts parts) {
        return parts.withSchema() ? rowWithSchema : row;
    }

    boolean hasEventTimes(int feature) {
        return haveEventTimes[feature];
    }

    static int varintSize(int value) {
        return CodedOutputStream.computeUInt32SizeNoTag(value);
    }
}
