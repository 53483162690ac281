package dmsb.nn.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which kernels run here: the vector ones if the JVM was started with the module jdk.incubator.vector and has fused
 * multiply-add, else the plain ones. Decided once; both give the same bits.
 *
 * <p>The vector classes are reached by name, so that nothing here needs the module to be loaded: the one place of the
 * library that uses reflection. The system property {@code dmsb.kernels=plain} keeps to the plain ones.
 */
public final class KernelChoice {
    static final Supplier<StridedKernels> CHOSEN;
    private static final String SLOW = "fused multiply-add is emulated, because "
            + (System.getProperty("dmsb.fma") == null
                    ? "this JVM does not use the processor's instruction (UseFMA is false)"
                    : "the system property dmsb.fma asks for it")
            + ": the same results, but networks take some ten times as long";
    private static final String REASON;
    private static final Optional<Module> INCUBATOR = ModuleLayer.boot().findModule("jdk.incubator.vector");

    static {
        Supplier<StridedKernels> vector = null;
        String reason;
        if (System.getProperty("dmsb.kernels", "").equals("plain")) {
            reason = "asked for by the system property dmsb.kernels=plain";
        } else if (!FusedMultiplyAdd.INSTRUCTION) {
            reason = "vector kernels need fused multiply-add";
        } else if (INCUBATOR.isEmpty()) {
            reason = "the JVM was started without --add-modules jdk.incubator.vector";
        } else {
            KernelChoice.class.getModule().addReads(INCUBATOR.get()); // no module may require an incubator
            vector = vectorKernels();
            reason = vector == null
                    ? "the vector kernels are not in this jar"
                    : "the module jdk.incubator.vector is there";
        }
        CHOSEN = vector == null ? PlainKernels::new : vector;
        REASON = FusedMultiplyAdd.INSTRUCTION ? reason : reason + "; " + SLOW;
    }

    private KernelChoice() {}

    private static @Nullable Supplier<StridedKernels> vectorKernels() {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            var constructor = lookup.findConstructor(
                    lookup.findClass("dmsb.nn.kernel.VectorKernels"), MethodType.methodType(void.class));
            return () -> {
                try {
                    return (StridedKernels) constructor.invoke();
                } catch (Throwable e) {
                    throw new IllegalStateException("the vector kernels could not be made", e);
                }
            };
        } catch (ReflectiveOperationException | LinkageError e) {
            return null;
        }
    }

    /**
     * What makes arithmetic slow in this JVM, if anything does.
     *
     * @return that the processor's fused multiply-add is not used, or nothing
     */
    public static Optional<String> slowness() {
        return FusedMultiplyAdd.INSTRUCTION ? Optional.empty() : Optional.of(SLOW);
    }

    /**
     * The kernels that run in this JVM, and why.
     *
     * @return for example {@code vector kernels, 256 bits: the module jdk.incubator.vector is there}
     */
    public static String description() {
        return CHOSEN.get() + ": " + REASON;
    }
}
