package dev.asof.benchmark.serving;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Figures of several turns, by what was measured and of whom. */
final class Results {
    private final Map<String, Map<String, List<Double>>> figures = new LinkedHashMap<>();

    void add(String variant, String what, double figure) {
        figures.computeIfAbsent(what, each -> new LinkedHashMap<>())
                .computeIfAbsent(variant, each -> new ArrayList<>())
                .add(figure);
    }

    /** Prints the medians with the least and the greatest, and the median of each turn's ratio to the first variant. */
    void print(List<String> variants) {
        figures.forEach((what, ofVariant) -> {
            System.out.println(what);
            List<Double> first = ofVariant.get(variants.getFirst());
            for (String variant : variants) {
                List<Double> all = ofVariant.getOrDefault(variant, List.of());
                if (!all.isEmpty()) {
                    System.out.printf(
                            Locale.ROOT,
                            "  %-8s %12.2f (%.2f to %.2f), %.2f of %s%n",
                            variant,
                            median(all),
                            all.stream().mapToDouble(Double::doubleValue).min().orElseThrow(),
                            all.stream().mapToDouble(Double::doubleValue).max().orElseThrow(),
                            median(ratios(all, first)),
                            variants.getFirst());
                }
            }
        });
    }

    private static List<Double> ratios(List<Double> figures, List<Double> base) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < figures.size(); i++) {
            ratios.add(figures.get(i) / base.get(i));
        }
        return ratios;
    }

    private static double median(List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
