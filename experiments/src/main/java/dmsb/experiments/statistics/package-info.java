/** Numbers with their uncertainty: bootstrap intervals over episodes and seeds. */
@NullMarked
package dmsb.experiments.statistics;

import org.jspecify.annotations.NullMarked;
