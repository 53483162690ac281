/**
 * Environments for programs in other languages, over a pipe. A frame is a request or its answer, in binary, little-endian; the
 * client in Python is examples/gymnasium/dmsb_gym.py.
 */
@NullMarked
package dmsb.experiments.gym;

import org.jspecify.annotations.NullMarked;
