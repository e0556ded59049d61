package dev.asof.registry.compute.admission;

import dev.asof.registry.compute.event.ContractCheck;
import dev.asof.registry.compute.event.SourceContract;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Schema;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What the rows of a source are to all versions of views that read it: the one judgement of rows, whether they stand in
 * files or are sent, in both stores. A row is an event of a version if it meets the contract that the version has pinned,
 * and its entity key is there. It is rejected if it is an event of none. Where no version reads the source, the source's
 * own contract decides. Immutable and thread-safe.
 */
public final class SourceAdmission {
    private final Schema types;
    private final SourceContract contract;
    private final ContractCheck check;
    private final List<RowAdmission> versions;

    /**
     * @param types the types of all the source's columns, as it is applied now
     * @param contract of its declared columns and those with a role, as it is applied now
     * @param versions how all applied versions of views that read it take its rows
     */
    public SourceAdmission(Schema types, SourceContract contract, List<RowAdmission> versions) {
        this.types = types;
        this.contract = contract;
        this.check = new ContractCheck(contract);
        this.versions = List.copyOf(versions);
    }

    /** The columns that matter to the judgement, by name. */
    public List<String> columns() {
        TreeSet<String> names = new TreeSet<>(contract.schema().names());
        versions.forEach(version -> names.addAll(version.columns()));
        return List.copyOf(names);
    }

    /**
     * Whether rows are offered to a version. One whose column types the source has given up gets no more events of other
     * types, and does not stand in the way of the versions that came after it. Otherwise a type that the version cannot
     * read is a mistake of the rows, which {@link RowAdmission#admit} refuses.
     *
     * @param rows the types of the rows as they come
     */
    public boolean isFor(RowAdmission version, Schema rows) {
        return version.canAdmit(types) || version.canAdmit(rows);
    }

    /**
     * Whether archived rows are offered to a version. They have the types that the source had when they were accepted. Where it has given these
     * up since, they are no events of the versions that came after it, and nobody's mistake.
     *
     * @param rows the types of the rows as the archive has them
     */
    public boolean isForArchived(RowAdmission version, Schema rows) {
        return version.canAdmit(rows);
    }

    /**
     * Judges rows.
     *
     * @param rows the {@link #columns}, as far as there are such
     * @throws dev.asof.registry.error.AsofException as {@link RowAdmission#admit} does
     */
    public JudgedRows judge(ColumnBatch rows) {
        List<Optional<AdmittedRows>> admitted = versions.stream()
                .map(version -> isFor(version, rows.schema())
                        ? Optional.of(version.admit(rows))
                        : Optional.<AdmittedRows>empty())
                .toList();
        JudgedRows judged = new JudgedRows(rows.rowCount(), admitted);
        for (int version = 0; version < versions.size(); version++) {
            String view = versions.get(version).view();
            admitted.get(version).ifPresent(rowsOfIt -> judged.add(view, rowsOfIt));
        }
        if (admitted.stream().allMatch(Optional::isEmpty)) {
            judged.add(check.check(rows), contract);
        }
        return judged;
    }
}
