package dev.asof.it.generate;

import dev.asof.it.oracle.Expr;
import dev.asof.it.oracle.Feature;
import dev.asof.it.oracle.OnDemand;
import dev.asof.it.oracle.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Draws on-demand views over the features of views, and second roles. */
final class JoinedGenerator {
    private static final String REQUEST = "request_";

    private final Dice dice;
    private final ValueGenerator values;
    private final TypeGenerator types;
    private final String name;
    private final List<Scenario.NamedView> views;

    JoinedGenerator(Dice dice, ValueGenerator values, String name, List<Scenario.NamedView> views) {
        this.dice = dice;
        this.values = values;
        this.types = new TypeGenerator(dice);
        this.name = name;
        this.views = views;
    }

    Scenario.Joined joined() {
        Optional<Scenario.NamedView> roled = dice.chance(30) ? Optional.of(views.getFirst()) : Optional.empty();
        return new Scenario.Joined(roled, dice.chance(50) ? Optional.of(onDemand(roled)) : Optional.empty());
    }

    private OnDemand onDemand(Optional<Scenario.NamedView> roled) {
        List<Source.Column> request = new ArrayList<>();
        for (int i = 0; i < dice.between(0, 3); i++) {
            request.add(Source.Column.ofType(REQUEST + i, types.any()));
        }
        List<Source.Column> readable = new ArrayList<>(request);
        views.forEach(view -> readable.addAll(features("", view)));
        roled.ifPresent(view -> readable.addAll(features(Scenario.Joined.ROLE + ":", view)));
        OnDemand view = new OnDemand(name + "_joined", dice.between(1, 3), request, List.of());
        List<OnDemand.Derived> features = new ArrayList<>();
        for (int i = 0; i < dice.between(1, 4); i++) {
            Expr value = new ExpressionGenerator(dice, values, readable, JoinedGenerator::read).computed();
            Optional<Object> defaultValue =
                    dice.chance(30) ? Optional.of(values.value(value.type())) : Optional.empty();
            features.add(new OnDemand.Derived("d" + i, value, defaultValue));
            readable.add(Source.Column.ofType(view.ref() + ":d" + i, value.type()));
        }
        return new OnDemand(view.name(), view.version(), request, features);
    }

    private static List<Source.Column> features(String role, Scenario.NamedView view) {
        List<Source.Column> features = new ArrayList<>();
        for (Feature feature : view.view().features()) {
            features.add(Source.Column.ofType(role + view.ref() + ":" + feature.name(), feature.type()));
        }
        return features;
    }

    private static Expr read(Source.Column column) {
        return column.name().startsWith(REQUEST)
                ? new Expr.Column(column.name(), column.type())
                : new Expr.FeatureValue(column.name(), column.type());
    }
}
