package dmsb.experiments.figure;

import dmsb.core.argument.Require;
import java.util.Locale;

/**
 * The colour and the dash by which a reader recognises something: a method has one look in all charts of a page, and so
 * have the UAV's part, the ground stations' part, their sum, and first best. Readers who cannot tell two colours apart,
 * or who print in grey, have the dash.
 *
 * @param ink the colour, which follows the reader's light or dark mode
 * @param dash how a line is broken, 0 for not at all
 */
public record Look(Ink ink, int dash) {
    /** How many ways of breaking a line there are, the unbroken one included. */
    static final int DASHES = 4;

    private static final Ink[] METHODS = {Ink.BLUE, Ink.VERMILLION, Ink.GREEN, Ink.PINK, Ink.ORANGE, Ink.SKY};

    /** How many looks of methods differ. */
    public static final int METHOD_LOOKS = METHODS.length * DASHES;

    /** What the UAV earns. */
    public static final Look UAV = new Look(Ink.UAV, 0);

    /** What the ground base stations earn. */
    public static final Look GROUND = new Look(Ink.GROUND, 0);

    /** The sum of both. */
    public static final Look TOTAL = new Look(Ink.TOTAL, 0);

    /** First best, and whatever else bounds the methods from above. */
    public static final Look CEILING = new Look(Ink.CEILING, 3);

    /** The colours. The first six are those of Okabe and Ito and belong to methods. */
    public enum Ink {
        /** Blue, of a method. */
        BLUE,
        /** Vermillion, of a method. */
        VERMILLION,
        /** Bluish green, of a method. */
        GREEN,
        /** Reddish purple, of a method. */
        PINK,
        /** Orange, of a method. */
        ORANGE,
        /** Sky blue, yellow in dark mode, of a method. */
        SKY,
        /** Wine, of the UAV's part. */
        UAV,
        /** Olive, of the ground stations' part. */
        GROUND,
        /** The text's colour, of the sum of the parts. */
        TOTAL,
        /** The colour of quiet text, of a bound. */
        CEILING;

        /** The class in the style sheet. */
        String id() {
            return "ink-" + name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Checks the dash.
     *
     * @param ink the colour, which follows the reader's light or dark mode
     * @param dash how a line is broken, 0 for not at all
     * @throws IllegalArgumentException if there is no such dash
     */
    public Look {
        Require.atLeast("dash", dash, 0);
        if (dash >= DASHES) {
            throw Require.refusal("dash", "less than " + DASHES, dash);
        }
    }

    /**
     * A method's look by its place in a list: colours first, then dashes. Past {@link #METHOD_LOOKS} they come again.
     *
     * @param index the place, from 0
     * @return the look
     */
    public static Look method(int index) {
        return new Look(METHODS[index % METHODS.length], index / METHODS.length % DASHES);
    }

    /** The classes of a line. */
    String line() {
        return dash == 0 ? ink.id() : ink.id() + " d" + dash;
    }

    /** The class of a filled shape. */
    String fill() {
        return ink.id();
    }
}
