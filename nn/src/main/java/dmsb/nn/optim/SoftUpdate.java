package dmsb.nn.optim;

import dmsb.nn.kernel.Kernels;
import dmsb.nn.layer.Parameter;
import java.util.List;

/** Target networks that follow their online networks: {@code target = rate online + (1 - rate) target}. */
public final class SoftUpdate {
    private final List<Parameter> online;
    private final List<Parameter> target;
    private final float rate;
    private final Kernels kernels;

    /**
     * Ties targets to online parameters.
     *
     * @param online the online parameters. Not modified.
     * @param target the target parameters, in the same order. Modified by every {@link #step}.
     * @param rate the share of the online weights in one step, in [0, 1]
     * @param kernels the arithmetic
     */
    public SoftUpdate(List<Parameter> online, List<Parameter> target, double rate, Kernels kernels) {
        this.online = List.copyOf(online);
        this.target = List.copyOf(target);
        this.rate = (float) rate;
        this.kernels = kernels;
    }

    /** Makes every target equal to its online parameter. */
    public void copy() {
        for (int i = 0; i < online.size(); i++) {
            target.get(i).value().setTo(online.get(i).value());
        }
    }

    /** Moves every target by one step. */
    public void step() {
        for (int i = 0; i < online.size(); i++) {
            float[] weights = online.get(i).value().data;
            kernels.softUpdate(weights.length, rate, weights, target.get(i).value().data);
        }
    }
}
