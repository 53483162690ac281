/** Networks beside the auctions: EJML has no module descriptor, so this runs on the module path but not in a jlink image. */
module example.learner {
    requires dmsb.auction;
    requires dmsb.nn;
}
