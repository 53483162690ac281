package dmsb.nn.kernel;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.module.ModuleFinder;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Which kernels run here: the vector ones if the JVM was started with the module jdk.incubator.vector and has fused
 * multiply-add, else the plain ones. Decided once; both give the same bits.
 *
 * <p>Where the plain ones run, {@link System.Logger} {@code dmsb.nn.kernel} tells why, once. The system property {@code
 * dmsb.kernels=plain} keeps to them.
 *
 * <p>The vector classes are reached by name, so that nothing here needs the module to be loaded: the one place of the
 * library that uses reflection. A jar that lacks them is refused.
 */
public final class KernelChoice {
    private static final String INCUBATOR = "jdk.incubator.vector";
    private static final KernelReason REASON = KernelReason.of(
            FusedMultiplyAdd.INSTRUCTION,
            System.getProperty("dmsb.kernels", ""),
            ModuleFinder.ofSystem().find(INCUBATOR).isPresent(),
            ModuleLayer.boot().findModule(INCUBATOR).isPresent());

    private static final Supplier<KernelBackend> BACKENDS =
            REASON == KernelReason.VECTOR ? vectorKernels() : PlainKernels::new;

    static {
        if (REASON != KernelReason.VECTOR) {
            System.getLogger("dmsb.nn.kernel").log(REASON.level(), "vector kernels are not used: " + REASON);
        }
    }

    private KernelChoice() {}

    /** New kernels for one thread. */
    static KernelBackend newBackend() {
        return BACKENDS.get();
    }

    private static Supplier<KernelBackend> vectorKernels() {
        // no module may require an incubator
        ModuleLayer.boot().findModule(INCUBATOR).ifPresent(KernelChoice.class.getModule()::addReads);
        MethodHandle constructor;
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            constructor = lookup.findConstructor(
                    lookup.findClass("dmsb.nn.kernel.VectorKernels"), MethodType.methodType(void.class));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(
                    "dmsb-nn: expected the class dmsb.nn.kernel.VectorKernels beside KernelChoice, got a jar without it;"
                            + " -Ddmsb.kernels=plain does without",
                    e);
        }
        return () -> {
            try {
                return (KernelBackend) constructor.invoke();
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException("the vector kernels could not be made", e);
            }
        };
    }

    /**
     * What makes arithmetic slow in this JVM, if anything does.
     *
     * @return that the processor's fused multiply-add is not used, or nothing
     */
    public static Optional<String> slowness() {
        return FusedMultiplyAdd.INSTRUCTION ? Optional.empty() : Optional.of(FusedMultiplyAdd.SLOWNESS);
    }

    /**
     * The kernels that run in this JVM, and why.
     *
     * @return for example {@code vector kernels, 256 bits: the module jdk.incubator.vector is there}
     */
    public static String description() {
        return newBackend() + ": " + REASON;
    }
}
