package dev.asof.online.wire;

import dev.asof.online.lookup.LookupRequest;
import dev.asof.online.lookup.Selection;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.v1.FeatureServiceRef;
import dev.asof.v1.GetOnlineFeaturesRequest;
import java.util.function.Supplier;

/**
 * A request for features, as it came.
 *
 * @param rows the number of rows, as the first column has it
 * @param request what is asked; it throws where that is not well-formed
 * @param parts what is wanted beside the values
 */
public record LookupMessage(int rows, Supplier<LookupRequest> request, AnswerBytes.AnswerParts parts) {

    /** What a message of the generated classes says. */
    public static LookupMessage of(GetOnlineFeaturesRequest message) {
        return new LookupMessage(
                WireRows.rowCount(message.getRows()),
                () -> new LookupRequest(
                        selection(message), WireRows.read(message.getRows()), WireTimes.read(message.getTimes())),
                new AnswerBytes.AnswerParts(!message.getOmitSchema(), message.getIncludeEventTimes()));
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

    /** @throws AsofException INVALID_ARGUMENT if it has no name */
    public static Selection.OfService ofService(FeatureServiceRef ref) {
        if (ref.getName().isEmpty()) {
            throw new AsofException(
                    ErrorCode.INVALID_ARGUMENT, "Cannot answer the request: the feature service has no name.");
        }
        return new Selection.OfService(ref.getName(), ref.getVersion());
    }
}
