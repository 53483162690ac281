package dmsb.spark;

import dmsb.experiments.clearing.Pricing;
import dmsb.nn.agent.Inference;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** A pricing as it is broadcast: a number, or the bytes of a model's file, of which each executor makes one model. */
final class SharedPricing implements Serializable {
    private static final long serialVersionUID = 1;

    private final double rho;
    private final byte @Nullable [] model;
    private final Inference.Mode kind;
    private final int chains;
    private final boolean interleaved;

    private transient @Nullable Pricing pricing;

    SharedPricing(Pricing pricing) {
        this(pricing, false);
    }

    /** The same where the rows of markets may stand between one another. */
    SharedPricing(Pricing pricing, boolean interleaved) {
        this.interleaved = interleaved;
        Inference inference = Inference.noiseless();
        if (pricing instanceof Pricing.Learned learned) {
            rho = Double.NaN;
            model = learned.file();
            inference = learned.inference();
        } else {
            rho = ((Pricing.Fixed) pricing).rho();
            model = null;
        }
        kind = inference.kind();
        chains = inference.chains();
    }

    /** The pricing, safe for use by all tasks of an executor. */
    synchronized Pricing get() {
        Pricing made = pricing;
        if (made == null) {
            made = model == null
                    ? new Pricing.Fixed(rho)
                    : new Pricing.Learned(model, new Inference(kind, chains), interleaved);
            pricing = made;
        }
        return made;
    }
}
