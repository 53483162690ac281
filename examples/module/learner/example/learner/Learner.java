package example.learner;

import dmsb.auction.Auctioneer;
import dmsb.core.random.SeedTree;
import dmsb.nn.agent.DiffusionSac;
import dmsb.nn.agent.DiffusionSacConfig;
import dmsb.nn.kernel.KernelChoice;

/** A network of a module application: as it was drawn, it chooses one of twenty values of rho. */
public class Learner {
    public static void main(String[] args) {
        SeedTree seeds = SeedTree.of(1);
        DiffusionSac agent = new DiffusionSac(DiffusionSacConfig.standard(), 4, 20, seeds.child("agent"));
        float[] observation = {0.1f, 0.2f, 0.3f, 0.4f};
        int action = agent.act(observation, seeds.child("noise").stream());
        System.out.println("action " + action + " of 20");
        System.out.println("in " + DiffusionSac.class.getModule() + " and " + Auctioneer.class.getModule());
        System.out.println(KernelChoice.description().split(" ")[0] + " kernels");
    }
}
