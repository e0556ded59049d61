package dev.asof.registry.compute.aggregate.total;

/** What is asked of an exact sum and its count. */
enum TotalResult {
    SUM("sum"),
    AVG("avg");

    private final String functionName;

    TotalResult(String functionName) {
        this.functionName = functionName;
    }

    String functionName() {
        return functionName;
    }
}
