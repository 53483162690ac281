package dmsb.auction.rule;

/**
 * A rule whose factors a {@link FactorPolicy} decides in one batch. No rule from outside this package can be one: handed
 * the views of all stations together, it could let a station's own bids reach its factor by way of the others' views.
 */
interface FactorBatch {
    /** What decides: row n of a batch by view n alone. */
    FactorPolicy policy();
}
