package dmsb.experiments.log.mapping;

import java.util.List;

/**
 * What of an auction is needed to say its outcome in the log's own terms.
 *
 * @param auction its text in the log, or its number if the log has none
 * @param bidders the names of those who bid, in the order of bid1, bid2, ...
 * @param reserve its reserve, NaN if the log has none
 */
public record MappedAuction(String auction, List<String> bidders, double reserve) {}
