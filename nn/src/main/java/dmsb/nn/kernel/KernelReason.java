package dmsb.nn.kernel;

import java.lang.System.Logger.Level;

/** Why the vector kernels run in a JVM, or why the plain ones run in their place. */
enum KernelReason {
    /** The JVM can run them. */
    VECTOR("the module jdk.incubator.vector is there", Level.DEBUG),

    /** The JVM has no fused multiply-add, so {@link FusedMultiplyAdd} emulates it. */
    NO_FUSED_MULTIPLY_ADD(FusedMultiplyAdd.SLOWNESS, Level.WARNING),

    /** The user does not want them. */
    SWITCHED_OFF("the system property dmsb.kernels=plain asks for it", Level.DEBUG),

    /** A JDK that no longer has the module, or a run-time image that was linked without it. */
    NO_MODULE("this JDK, version " + Runtime.version().feature() + ", has no module jdk.incubator.vector", Level.INFO),

    /** The JDK has the module and the JVM was started without it. */
    MODULE_NOT_ADDED("the JVM was started without --add-modules jdk.incubator.vector", Level.INFO);

    private final String text;
    private final Level level;

    KernelReason(String text, Level level) {
        this.text = text;
        this.level = level;
    }

    /**
     * The reason that counts in a JVM.
     *
     * @param instruction whether it has fused multiply-add
     * @param property the system property dmsb.kernels, or nothing
     * @param inRuntime whether its JDK, or image, has the module jdk.incubator.vector
     * @param inBootLayer whether it was started with this module
     */
    static KernelReason of(boolean instruction, String property, boolean inRuntime, boolean inBootLayer) {
        if (!instruction) {
            return NO_FUSED_MULTIPLY_ADD;
        }
        if (property.equals("plain")) {
            return SWITCHED_OFF;
        }
        if (inBootLayer) {
            return VECTOR;
        }
        return inRuntime ? MODULE_NOT_ADDED : NO_MODULE;
    }

    /** How loudly it is told: a warning is about a JVM that is much slower, debugging about what somebody asked for. */
    Level level() {
        return level;
    }

    @Override
    public String toString() {
        return text;
    }
}
