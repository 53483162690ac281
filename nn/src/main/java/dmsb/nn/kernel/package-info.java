/**
 * The arithmetic that training spends its time in, behind one narrow interface: matrix products in three orientations,
 * activations, Adam, soft update, all on flat row-major float arrays.
 *
 * <p>Every operation is defined to the bit: sums run over the inner index in ascending order through {@link
 * java.lang.Math#fma(float, float, float)} or its {@linkplain FusedMultiplyAdd emulation}, and the exponential is a fixed polynomial. An implementation may choose its
 * loops, its tiles and its vector width, never its result.
 *
 * <p>Layers call {@link Kernels}. Behind it {@code ThreadedKernels} describes matrices as {@code Operand}s and cuts large calls
 * into pieces for its threads; each thread has a {@code KernelBackend} of its own, {@code PlainKernels} or {@code
 * VectorKernels}, as {@link KernelChoice} decides.
 */
@NullMarked
package dmsb.nn.kernel;

import org.jspecify.annotations.NullMarked;
