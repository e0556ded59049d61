package dev.asof.it.fault;

import dev.asof.it.oracle.Expr;
import dev.asof.it.oracle.Feature;
import dev.asof.it.oracle.Feature.Function;
import dev.asof.it.oracle.Source;
import dev.asof.it.oracle.Type;
import dev.asof.it.oracle.View;
import dev.asof.it.process.AsofCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Orders, which have a unique key, and clicks, which have none: as definitions, and as the oracle takes them. */
final class Shop {
    static final long HOUR = 3_600_000_000L;
    static final String ORDERS = "orders";
    static final String CLICKS = "clicks";

    static final Source ORDER_SOURCE = new Source(
            ORDERS,
            List.of(
                    required("order_id", Type.INT64),
                    required("account", Type.INT64),
                    required("ordered_at", Type.TIMESTAMP),
                    new Source.Column("amount", Type.FLOAT64, true, Optional.of(0.0), Optional.empty(), List.of()),
                    Source.Column.ofType("item", Type.STRING)),
            Set.of(),
            "ordered_at",
            Optional.empty(),
            List.of("order_id"),
            List.of());

    static final Source CLICK_SOURCE = new Source(
            CLICKS,
            List.of(
                    required("account", Type.INT64),
                    required("clicked_at", Type.TIMESTAMP),
                    new Source.Column(
                            "page",
                            Type.STRING,
                            true,
                            Optional.empty(),
                            Optional.empty(),
                            List.of("home", "basket", "help"))),
            Set.of(),
            "clicked_at",
            Optional.empty(),
            List.of(),
            List.of());

    private static final Expr AMOUNT = new Expr.Column("amount", Type.FLOAT64);
    private static final Expr ITEM = new Expr.Column("item", Type.STRING);
    private static final Expr PAGE = new Expr.Column("page", Type.STRING);

    /** The views of the service, in its order. */
    static final List<View> VIEWS = List.of(
            new View(
                    ORDER_SOURCE,
                    List.of("account"),
                    Optional.empty(),
                    List.of(
                            aggregate("orders_ever", Function.COUNT, Optional.empty(), new Feature.Unbounded()),
                            aggregate("spent_1h", Function.SUM, Optional.of(AMOUNT), new Feature.Sliding(HOUR)),
                            aggregate("spent_ever", Function.SUM, Optional.of(AMOUNT), new Feature.Unbounded()),
                            aggregate("largest_1h", Function.MAX, Optional.of(AMOUNT), new Feature.Sliding(HOUR)),
                            latest("last_item", ITEM))),
            new View(
                    CLICK_SOURCE,
                    List.of("account"),
                    Optional.empty(),
                    List.of(
                            aggregate("clicks_ever", Function.COUNT, Optional.empty(), new Feature.Unbounded()),
                            aggregate("clicks_1h", Function.COUNT, Optional.empty(), new Feature.Sliding(HOUR)),
                            latest("last_page", PAGE))));

    private static final String DEFINITIONS = """
            entity: account
            keys: {account: int64}
            ---
            source: orders
            format: parquet
            path: data/orders
            event_time: ordered_at
            unique_key: [order_id]
            columns:
              order_id:   {type: int64, nullable: false}
              account:    {type: int64, nullable: false}
              ordered_at: {type: timestamp, nullable: false}
              amount:     {type: float64, min: 0}
              item:       {type: string}
            on_violation: quarantine
            ---
            source: clicks
            format: parquet
            path: data/clicks
            event_time: clicked_at
            columns:
              account:    {type: int64, nullable: false}
              clicked_at: {type: timestamp, nullable: false}
              page:       {type: string, one_of: [home, basket, help]}
            on_violation: quarantine
            ---
            feature_view: spending
            version: 1
            entity: account
            source: orders
            features:
              orders_ever: {aggregate: count(*), window: unbounded}
              spent_1h:    {aggregate: sum(amount), window: 1h}
              spent_ever:  {aggregate: sum(amount), window: unbounded}
              largest_1h:  {aggregate: max(amount), window: 1h}
              last_item:   {latest: item}
            ---
            feature_view: browsing
            version: 1
            entity: account
            source: clicks
            features:
              clicks_ever: {aggregate: count(*), window: unbounded}
              clicks_1h:   {aggregate: count(*), window: 1h}
              last_page:   {latest: page}
            ---
            feature_service: shop
            version: 1
            features: [spending@1:*, browsing@1:*]
            """;

    private static final String NEXT_VERSION = """
            feature_view: spending
            version: %d
            entity: account
            source: orders
            features:
              orders:    {aggregate: count(*), window: %dh}
              spent:     {aggregate: sum(amount), window: %dh}
              last_item: {latest: item}
            ---
            feature_service: shop
            version: %d
            features: [spending@%d:*, browsing@1:*]
            """;

    private Shop() {}

    /** Writes the definitions to a folder, applies them, and makes them ready to be asked. */
    static void write(Path repository) throws IOException {
        Files.createDirectories(repository);
        Files.writeString(repository.resolve("shop.yaml"), DEFINITIONS);
        AsofCommand.run(repository, "apply").requireDone();
        AsofCommand.run(repository, "load").requireDone();
    }

    /** The views of a version of the service that was {@linkplain #applyVersion applied}, in its order. */
    static List<View> viewsOf(int version) {
        List<Feature> features = List.of(
                aggregate("orders", Function.COUNT, Optional.empty(), new Feature.Sliding(version * HOUR)),
                aggregate("spent", Function.SUM, Optional.of(AMOUNT), new Feature.Sliding(version * HOUR)),
                latest("last_item", ITEM));
        return List.of(new View(ORDER_SOURCE, List.of("account"), Optional.empty(), features), VIEWS.get(1));
    }

    /**
     * Applies another version of the spending view and of the service, in place of the one before in the files, and says
     * something else of the account. It is not loaded yet.
     */
    static void applyVersion(Path repository, int version) throws IOException {
        Files.writeString(
                repository.resolve("shop.yaml"),
                DEFINITIONS.replace(
                        "entity: account\nkeys", "entity: account\ndescription: As of version " + version + ".\nkeys"));
        Files.writeString(
                repository.resolve("next.yaml"), NEXT_VERSION.formatted(version, version, version, version, version));
        AsofCommand.run(repository, "apply").requireDone();
    }

    private static Source.Column required(String name, Type type) {
        return new Source.Column(name, type, false, Optional.empty(), Optional.empty(), List.of());
    }

    private static Feature aggregate(String name, Function function, Optional<Expr> input, Feature.Span window) {
        return new Feature(
                name, new Feature.Aggregate(function, window), input, Optional.empty(), 0, false, Optional.empty());
    }

    private static Feature latest(String name, Expr input) {
        return new Feature(
                name,
                new Feature.Latest(OptionalLong.empty()),
                Optional.of(input),
                Optional.empty(),
                0,
                false,
                Optional.empty());
    }
}
