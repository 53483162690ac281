package dmsb.auction;

/**
 * How one auction was cleared.
 *
 * @param winner who serves: 0 is the UAV, 1 to N are the ground base stations in the order of their bids
 * @param price what the winner pays: rho times the highest other bid, or the UAV's declared contract
 * @param rho the price scaling factor that was posted
 */
public record Clearing(int winner, double price, double rho) {}
