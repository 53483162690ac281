/**
 * Diffusion over the logits of a discrete policy: the noise schedules, the forward process, eq. (16), the conditional
 * denoiser and the reverse chain, eq. (17), with its gradient.
 *
 * <p>Steps are counted t = 0..K-1 as array indices; the chain runs from t = K-1 down to 0. {@code alpha = 1 - beta}, and
 * {@code alphaBar} is the product of the alphas up to and with t.
 */
@NullMarked
package dmsb.nn.diffusion;

import org.jspecify.annotations.NullMarked;
