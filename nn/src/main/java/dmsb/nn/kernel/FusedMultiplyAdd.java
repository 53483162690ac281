package dmsb.nn.kernel;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * {@code a b + c} in float, rounded once: what every kernel is built of, at a usable speed on every processor.
 *
 * <p>{@link Math#fma(float, float, float)} is one instruction where the JVM has one. Otherwise it is arithmetic on
 * {@link java.math.BigDecimal}, some thousand times slower. HotSpot's flag {@code UseFMA} tells which. It is false on
 * processors or virtual machines without the instruction, and under {@code -XX:-UseFMA} and {@code -XX:UseAVX=0}. Where
 * it is false, {@link #emulated} computes the same bits. A JVM that does not know the flag is taken to have the
 * instruction. The system property {@code dmsb.fma=emulated} or {@code instruction} overrides this.
 */
public final class FusedMultiplyAdd {
    /** Whether {@link Math#fma(float, float, float)} is used; a constant, so that C2 sees one of the two. */
    static final boolean INSTRUCTION = switch (System.getProperty("dmsb.fma", "")) {
        case "emulated" -> false;
        case "instruction" -> true;
        default -> jvmHasInstruction();
    };

    /** What there is to say of a JVM that does not use it. */
    static final String SLOWNESS = "fused multiply-add is emulated, because "
            + (System.getProperty("dmsb.fma") == null
                    ? "this JVM does not use the processor's instruction (UseFMA is false)"
                    : "the system property dmsb.fma asks for it")
            + ": the same results, but networks take some ten times as long";

    /** The bits of a double's mantissa that are beyond a float's, but the first of them. */
    private static final long BEYOND_HALF = (1L << 28) - 1;

    private FusedMultiplyAdd() {}

    private static boolean jvmHasInstruction() {
        try {
            HotSpotDiagnosticMXBean hotSpot = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            return hotSpot == null || !hotSpot.getVMOption("UseFMA").getValue().equals("false");
        } catch (IllegalArgumentException | LinkageError e) {
            return true; // another JVM: it has no such flag, or no such bean
        }
    }

    /**
     * The product of two numbers plus a third, rounded once.
     *
     * @param a a factor
     * @param b a factor
     * @param c what is added
     * @return {@code a b + c}, the bits of {@link Math#fma(float, float, float)}
     */
    public static float fma(float a, float b, float c) {
        return INSTRUCTION ? Math.fma(a, b, c) : emulated(a, b, c);
    }

    /**
     * The same without the instruction.
     *
     * <p>The product of two floats has 48 bits and an exponent that a double holds, so it is exact in double; the sum s is
     * then rounded to 53 bits, and rounded again to a float. Let x be the exact sum. Rounding is monotonic, and every
     * midpoint of two neighbouring floats is a double; so s is on the same side of each midpoint as x, or on the midpoint
     * itself. Only there can the second rounding differ from rounding x. A midpoint has, after the bits of a float, one bit
     * that is set and zeros (below the normal floats the zeros begin earlier); so if any of the last 28 bits of s is set, the
     * float nearest to s is the float nearest to x. That leaves one s in 2^28, or numbers of few bits, for {@link #settled}.
     */
    static float emulated(float a, float b, float c) {
        double sum = (double) a * b + c;
        return (Double.doubleToRawLongBits(sum) & BEYOND_HALF) == 0 ? settled(a, b, c, sum) : (float) sum;
    }

    /**
     * The float nearest to {@code a b + c}, which has been rounded to the double {@code sum}.
     *
     * <p>If the sum is a float, it is the nearest: x is within half an ulp of a double, floats are 2^28 such ulps apart or
     * more. An infinity was one before. Else the sum may be a midpoint, and it counts on which side x is: the
     * error of the sum, found exactly (two-sum: Knuth, The Art of Computer Programming 2, 4.2.2), has the sign of x - s. If it
     * is not zero the sum is moved by one ulp to that side, which is beyond no other midpoint; if it is zero the tie is exact,
     * and goes to the even float as it should.
     */
    private static float settled(float a, float b, float c, double sum) {
        float nearest = (float) sum;
        if (nearest == sum) {
            return nearest;
        }
        double product = (double) a * b;
        double addend = sum - product;
        double error = (product - (sum - addend)) + (c - addend);
        if (error > 0) {
            return (float) Math.nextUp(sum);
        }
        return error < 0 ? (float) Math.nextDown(sum) : nearest; // NaN is neither
    }
}
