/** Market, mechanism, rules for rho, environment and auctioneer of the diffusion-based modified second-bid auction. */
module dmsb.auction {
    requires transitive dmsb.core;
    requires static java.xml; // read traces of a town with it; a run-time image without towns needs none
    requires static org.jspecify;

    exports dmsb.auction;
    exports dmsb.auction.assignment;
    exports dmsb.auction.dense;
    exports dmsb.auction.environment;
    exports dmsb.auction.evaluation;
    exports dmsb.auction.log;
    exports dmsb.auction.market;
    exports dmsb.auction.market.radio;
    exports dmsb.auction.market.town;
    exports dmsb.auction.mechanism;
    exports dmsb.auction.online;
    exports dmsb.auction.round;
    exports dmsb.auction.rule;
    exports dmsb.auction.rule.filter;
    exports dmsb.auction.rule.learned;
    exports dmsb.auction.rule.observation;
}
