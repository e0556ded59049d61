package dev.asof.cli.client;

import dev.asof.online.wire.WireRows;
import dev.asof.online.wire.WireTimes;
import dev.asof.online.wire.WireTypes;
import dev.asof.registry.compute.value.ValueStatus;
import dev.asof.v1.DescribeSourceResponse;
import dev.asof.v1.FeatureColumn;
import dev.asof.v1.GetFeatureServiceSchemaResponse;
import dev.asof.v1.GetOnlineFeaturesResponse;
import java.util.Collections;
import java.util.List;

/** What a server answers about services, features and sources, as the client has it. */
final class WireAnswers {
    private WireAnswers() {}

    static ServiceDescription read(GetFeatureServiceSchemaResponse wire) {
        return new ServiceDescription(
                wire.getFeatureService().getName(),
                wire.getFeatureService().getVersion(),
                wire.getKeyColumnsList().stream()
                        .map(key -> new ServiceDescription.KeyColumn(key.getName(), WireTypes.read(key.getType())))
                        .toList(),
                wire.getRequestColumnsList().stream()
                        .map(column -> new ServiceDescription.RequestColumn(
                                column.getName(), WireTypes.read(column.getType())))
                        .toList(),
                wire.getFeaturesList().stream()
                        .map(feature -> new ServiceDescription.Feature(
                                feature.getName(), feature.getRef(), WireTypes.read(feature.getType())))
                        .toList());
    }

    static Answer read(GetOnlineFeaturesResponse wire, int rows) {
        return new Answer(
                wire.getFeatureService().getName(),
                wire.getFeatureService().getVersion(),
                WireTimes.read(wire.getTimes()),
                wire.getFeaturesList().stream()
                        .map(feature -> column(feature, rows))
                        .toList());
    }

    private static Answer.FeatureColumn column(FeatureColumn wire, int rows) {
        List<ValueStatus> statuses = wire.getStatusesCount() == 0
                ? Collections.nCopies(rows, ValueStatus.PRESENT)
                : wire.getStatusesList().stream().map(WireTypes::read).toList();
        return new Answer.FeatureColumn(
                wire.getName(),
                wire.getRef(),
                WireRows.read(wire.getName(), wire.getValues(), WireTypes.read(wire.getType())),
                statuses,
                wire.getEventTimesMicrosList().stream()
                        .mapToLong(Long::longValue)
                        .toArray());
    }

    static EventSchema read(DescribeSourceResponse wire) {
        return new EventSchema(
                wire.getSource(),
                wire.getColumnsList().stream()
                        .map(column -> new EventSchema.Column(column.getName(), WireTypes.read(column.getType())))
                        .toList(),
                wire.getLastSequence());
    }
}
