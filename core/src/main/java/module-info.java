/** Random streams with names, reinforcement-learning vocabulary, replay memory, checkpoints and tensor files. */
module dmsb.core {
    requires transitive org.apache.commons.rng.api;
    requires org.apache.commons.rng.core;
    requires org.apache.commons.rng.sampling;
    requires org.apache.commons.rng.simple;
    requires static org.jspecify;

    exports dmsb.core.argument;
    exports dmsb.core.checkpoint;
    exports dmsb.core.math;
    exports dmsb.core.random;
    exports dmsb.core.rl;
    exports dmsb.core.setting;
    exports dmsb.core.tensorfile;
}
