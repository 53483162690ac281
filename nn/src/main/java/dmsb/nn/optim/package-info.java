/** How weights move: {@link dmsb.nn.optim.Adam} for the online networks, {@link dmsb.nn.optim.SoftUpdate} for the targets. */
@NullMarked
package dmsb.nn.optim;

import org.jspecify.annotations.NullMarked;
