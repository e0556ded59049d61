import dev.asof.client.FeatureClient;
import dev.asof.client.Features;
import dev.asof.client.Keys;
import java.time.Duration;

/** Asks for two cards at two terminals, as a program on Java 17 does that has nothing of Asof but asof-proto. */
public final class ClientExample {
    public static void main(String[] arguments) {
        try (FeatureClient client = FeatureClient.to(arguments[0])
                .deadline(Duration.ofSeconds(20)) // the first call connects, and loads what it needs
                .build()) {
            Features features = client.get(
                    "fraud_check", Keys.of("card_id", 17, 404404).and("terminal_id", 3, 3));
            for (int row = 0; row < 2; row++) {
                System.out.println("payments_24h " + features.getLong("card_spending__payments_24h", row).orElse(-1)
                        + ", last_country " + features.getString("card_spending__last_country", row).orElse("none")
                        + " (" + features.status("card_spending__last_country", row) + ")");
            }
        }
    }
}
