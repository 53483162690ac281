/**
 * Where the command line meets engines that run on a cluster. What such an engine needs is no dependency of this module: it
 * comes with a jar of its own, whose main class hands it over.
 */
@NullMarked
package dmsb.experiments.cluster;

import org.jspecify.annotations.NullMarked;
