package dev.asof.online.ingest;

import dev.asof.registry.compute.admission.JudgedRows;
import dev.asof.registry.compute.admission.SourceAdmission;
import dev.asof.registry.compute.event.CheckedRows;
import dev.asof.registry.compute.event.Violation;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is wrong with rows of which a value cannot take its column's type: that, and what else is judged of them as of rows in files. */
final class UntypedRows {
    private UntypedRows() {}

    /**
     * What is wrong with each such row.
     *
     * @param sent the rows as they came
     * @param typed what became of them
     * @return by position among the rows, mutable
     */
    static Map<Integer, List<Violation>> violations(SourceAdmission admission, ColumnBatch sent, CheckedRows typed) {
        Map<Integer, List<Violation>> violations = typed.violations().stream()
                .collect(Collectors.groupingBy(Violation::row, TreeMap::new, Collectors.toCollection(ArrayList::new)));
        if (!violations.isEmpty()) {
            List<Map.Entry<Integer, List<Violation>>> untyped = List.copyOf(violations.entrySet());
            int[] rows = untyped.stream().mapToInt(Map.Entry::getKey).toArray();
            JudgedRows judged = admission.judge(readable(sent, typed).gather(rows));
            for (int row : judged.rejected()) {
                addOfOtherColumns(
                        judged.violations(row), rows[row], untyped.get(row).getValue());
            }
        }
        return violations;
    }

    /**
     * The typed columns, but as they came those in which a value has no type. Types of which a value may fail to take another one are read by
     * whoever reads the other.
     */
    private static ColumnBatch readable(ColumnBatch sent, CheckedRows typed) {
        Set<String> untyped = columns(typed.violations());
        List<Field> fields = new ArrayList<>(typed.rows().schema().fields());
        List<Column> columns = new ArrayList<>(typed.rows().columns());
        for (int i = 0; i < fields.size(); i++) {
            String name = fields.get(i).name();
            if (untyped.contains(name)) {
                int index = sent.schema().indexOf(name);
                fields.set(i, sent.schema().field(index));
                columns.set(i, sent.column(index));
            }
        }
        return new ColumnBatch(new Schema(fields), columns, sent.rowCount());
    }

    private static void addOfOtherColumns(List<Violation> found, int row, List<Violation> violations) {
        Set<String> untyped = columns(violations);
        found.stream()
                .filter(each -> !untyped.contains(each.column()))
                .forEach(each -> violations.add(new Violation(row, each.column(), each.reason(), each.message())));
    }

    private static Set<String> columns(List<Violation> violations) {
        return violations.stream().map(Violation::column).collect(Collectors.toCollection(HashSet::new));
    }
}
