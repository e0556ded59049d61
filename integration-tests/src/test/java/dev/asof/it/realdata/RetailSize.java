package dev.asof.it.realdata;

/**
 * How much of the retail data to send and to compare.
 *
 * @param customers one customer in so many, and as many of the lines without one
 * @param kills how often the server is killed while it takes the lines
 * @param verifiedQuestions how many questions {@code asof verify} draws
 * @param judgedQuestions how many questions go to the oracle too
 */
record RetailSize(int customers, int kills, int verifiedQuestions, int judgedQuestions) {

    /** All of it with {@code -Dasof.retail=full}; otherwise what fits in a build. */
    static RetailSize asAsked() {
        String size = System.getProperty("asof.retail", "some");
        return switch (size) {
            case "some" -> new RetailSize(8, 4, 4_000, 600);
            case "full" -> new RetailSize(1, 20, 50_000, 5_000);
            default -> throw new AssertionError("-Dasof.retail is some or full, not " + size);
        };
    }
}
