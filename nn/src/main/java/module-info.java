/**
 * Kernels, layers with hand-written backward passes, diffusion, and agents.
 *
 * <p>EJML has no module descriptor, so its name here comes from its file's name, and {@code jlink} takes no image with this
 * module. The vector kernels read {@code jdk.incubator.vector} where the JVM was started with it; nothing is required.
 */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module dmsb.nn {
    requires transitive dmsb.core;
    requires transitive ejml.core;
    requires jdk.management;
    requires static org.jspecify;

    exports dmsb.nn.agent;
    exports dmsb.nn.diffusion;
    exports dmsb.nn.kernel;
    exports dmsb.nn.layer;
    exports dmsb.nn.optim;
}
