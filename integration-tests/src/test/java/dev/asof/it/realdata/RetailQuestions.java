package dev.asof.it.realdata;

import dev.asof.it.oracle.Feature;
import dev.asof.it.oracle.Question;
import dev.asof.it.oracle.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/** Draws questions about customers at their lines, where these leave a window, and one microsecond beside. */
final class RetailQuestions {
    private final SplittableRandom random;
    private final List<Map<String, Object>> lines;
    private final List<Feature> features = new ArrayList<>();

    /** @param lines of customers, not of nobody */
    RetailQuestions(long seed, List<Map<String, Object>> lines) {
        this.random = new SplittableRandom(seed);
        this.lines = lines;
        for (View view : RetailViews.all().values()) {
            features.addAll(view.features());
        }
    }

    List<Question> draw(int count) {
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<String, Object> line = lines.get(random.nextInt(lines.size()));
            long time = (Long) line.get("invoice_ts") + edge() + random.nextInt(-1, 2);
            questions.add(
                    new Question(List.of(line.get("customer_id")), time, OptionalLong.empty(), OptionalLong.empty()));
        }
        return questions;
    }

    /** How long after a line something changes. */
    private long edge() {
        Feature feature = features.get(random.nextInt(features.size()));
        long span = switch (feature.kind()) {
            case Feature.Latest latest -> latest.maxAgeMicros().orElse(0);
            case Feature.Aggregate aggregate -> aggregate.window().reachMicros();
        };
        return random.nextBoolean() ? feature.delayMicros() : feature.delayMicros() + span;
    }
}
