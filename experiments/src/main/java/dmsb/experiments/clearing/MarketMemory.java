package dmsb.experiments.clearing;

/** What the markets of a log of slots have to do with one another, and so how the log may be cut into pieces between markets. */
public enum MarketMemory {
    /** Nothing: a market is priced as if it were alone. */
    NONE,

    /** What is drawn in a market depends on its number in the log; else it is priced as if it were alone. */
    NUMBER,

    /** What is learned in a market goes on into the next one: the markets are priced one after the other. */
    PAST
}
