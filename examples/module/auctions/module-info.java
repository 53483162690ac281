/** Auctions with a rule for rho: all modules behind it have descriptors, so jlink makes an image of it. */
module example.auctions {
    requires dmsb.auction;
}
