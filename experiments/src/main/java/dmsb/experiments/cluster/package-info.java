/**
 * Where the command line meets engines that run on a cluster. What such an engine needs is no dependency of this module: it
 * comes with a jar of its own, and is found on the class path under its name.
 */
@NullMarked
package dmsb.experiments.cluster;

import org.jspecify.annotations.NullMarked;
