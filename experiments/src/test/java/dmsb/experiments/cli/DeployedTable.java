package dmsb.experiments.cli;

import dmsb.auction.Auctioneer;
import dmsb.auction.evaluation.EpisodeMeans;
import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.log.BidLog;
import dmsb.auction.market.Reveal;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.RoundTerms;
import dmsb.auction.round.Settlement;
import dmsb.auction.rule.LaggedReserveRule;
import dmsb.auction.rule.PostedRule;
import dmsb.core.random.SeedTree;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.log.BidLogReader;
import dmsb.experiments.log.RowRange;
import dmsb.experiments.run.Model;
import dmsb.nn.agent.Inference;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * The table "deployed and measured" of docs/results/embedding.md: {@code DeployedTable log.csv model.safetensors...} plays
 * the rows of a log from the first row of each market on, by an evaluation and by an auctioneer that is told the UAV's
 * values or is not. The log is one of {@code dmsb simulate}; the lagged reserve is played too.
 */
final class DeployedTable {
    private DeployedTable() {}

    public static void main(String[] args) throws Exception {
        Path log = Path.of(args[0]);
        for (int i = 1; i < args.length; i++) {
            var model = Model.readPricing(Path.of(args[i]), Inference.standard());
            print(args[i], log, model.scenario(), model::open);
        }
        print(
                "lagged reserve",
                log,
                Model.readPricing(Path.of(args[1]), Inference.standard()).scenario(),
                LaggedReserveRule::new);
    }

    private static void print(String name, Path file, Scenario trained, Supplier<PostedRule> rules) throws Exception {
        BidLog rows;
        try (InputStream in = Files.newInputStream(file)) {
            rows = BidLogReader.read(in, "log", trained, RowRange.ALL, line -> {})
                    .log();
        }
        Scenario scenario = trained.with(Scenario.ROUNDS_PER_EPISODE, rows.marketStart(1) - rows.marketStart(0));
        System.out.println("| " + name + " | " + evaluated(rows, scenario, rules.get()) + " | "
                + deployed(rows, scenario, rules, true) + " | " + deployed(rows, scenario, rules, false) + " | "
                + evaluated(rows, scenario.with(Scenario.REVEAL, Reveal.NEVER), rules.get()) + " |");
    }

    private static String evaluated(BidLog rows, Scenario scenario, PostedRule rule) {
        EpisodeMeans means =
                new Evaluation(new RowRounds(rows, scenario), SeedTree.of(1)).run(Sellers.of(rule), rows.markets());
        return Decimal.rounded(means.firstBestFraction(), 12);
    }

    private static String deployed(BidLog rows, Scenario scenario, Supplier<PostedRule> rules, boolean reveals) {
        double zeta = scenario.uavBargainingPower();
        double surplus = 0;
        double firstBest = 0;
        for (int market = 0; market < rows.markets(); market++) {
            Auctioneer auctioneer = new Auctioneer(rules.get(), RoundTerms.of(scenario));
            double sum = 0; // by markets and rounds, as an evaluation adds
            double best = 0;
            for (int row = rows.marketStart(market); row < rows.marketStart(market + 1); row++) {
                double[] bids = RowRounds.bids(rows, row);
                Settlement settlement = auctioneer
                        .announce(RowRounds.conditions(rows, row), rows.estimate(row), rows.contract(row))
                        .clear(bids);
                double worth = zeta * rows.uavValue(row);
                sum += settlement.uavServes() ? worth : bids[settlement.winner() - 1];
                best += Math.max(worth, settlement.comparison().highest());
                if (reveals && settlement.uavServes()) {
                    settlement.reveal(rows.uavValue(row));
                }
            }
            surplus += sum / scenario.roundsPerEpisode();
            firstBest += best / scenario.roundsPerEpisode();
        }
        return Decimal.rounded(surplus / firstBest, 12);
    }
}
