/**
 * The command line. Results go to standard output or to files, progress and complaints to standard error; the exit status
 * is 0 done, 1 failed, 2 bad usage or input, 3 a verification that did not hold.
 */
@NullMarked
package dmsb.experiments.cli;

import org.jspecify.annotations.NullMarked;
