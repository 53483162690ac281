package dmsb.auction.round;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dmsb.auction.market.Reveal;
import dmsb.core.checkpoint.SavedState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The book as the simulator keeps it: rounds without handles, whose values come with the settlement. */
class LedgerTest {
    private static RoundTerms terms(int lag) {
        return new RoundTerms(1, 0, 64, 1.0, Reveal.SERVED, lag);
    }

    /** Holds a round that the UAV serves. */
    private static void hold(Ledger ledger, double uavValue) {
        Round round = new Round(ledger.terms());
        ledger.begin(round);
        round.open();
        round.awardBy(Double.POSITIVE_INFINITY);
        ledger.settle(round, uavValue);
    }

    private static List<Long> told(Ledger ledger) {
        List<Long> told = new ArrayList<>();
        ledger.tell(observer(round -> told.add(round.number())));
        return told;
    }

    private static RoundObserver observer(Consumer<Round> observer) {
        return new RoundObserver() {
            @Override
            public void observe(Round round) {
                observer.accept(round);
            }
        };
    }

    @Test
    void everyValueIsSeenWhenItsLagHasPassedHoweverManyWait() {
        for (int lag : new int[] {0, 1, 10, 40}) {
            Ledger ledger = new Ledger(terms(lag));
            BidHistory history = ledger.announcement().history();
            for (int t = 0; t < 50; t++) {
                hold(ledger, 100 + t);
                told(ledger);
                for (int age = 0; age <= t; age++) {
                    assertEquals(age >= lag, history.uavValueRevealed(age));
                    assertEquals(
                            age >= lag ? 100.0 + history.number(age) : 0, history.surplus(age), "else the estimate");
                }
            }
        }
    }

    @Test
    void everyRoundIsShownOnce() {
        Ledger ledger = new Ledger(terms(0));
        hold(ledger, 1);
        hold(ledger, 2);
        assertEquals(List.of(0L, 1L), told(ledger));
        assertEquals(List.of(), told(ledger));
        hold(ledger, 3);
        assertThrows(
                IllegalStateException.class,
                () -> ledger.tell(observer(round -> {
                    throw new IllegalStateException("round " + round.number());
                })));
        assertEquals(List.of(), told(ledger), "though the observer has failed");
    }

    @Test
    void aBookThatIsClearedHasNoRoundsAndBeginsAtZero() {
        Ledger ledger = new Ledger(terms(5));
        hold(ledger, 1);
        hold(ledger, 2);
        ledger.clear();
        assertEquals(List.of(), told(ledger));
        assertEquals(0, ledger.announcement().history().size());
        hold(ledger, 3);
        assertEquals(List.of(0L), told(ledger));
    }

    @Test
    void aBookThatIsRestoredGoesOnWithWhatWaits() {
        Ledger saved = new Ledger(terms(10));
        for (int t = 0; t < 20; t++) {
            hold(saved, 100 + t);
        }
        Ledger restored = new Ledger(terms(10));
        hold(restored, 7);
        SavedState.of(saved).restoreTo(restored);
        assertEquals(told(saved), told(restored));
        for (int t = 20; t < 40; t++) {
            for (Ledger ledger : List.of(saved, restored)) {
                hold(ledger, 100 + t);
                told(ledger);
            }
            for (int age = 0; age <= t; age++) {
                BidHistory history = restored.announcement().history();
                assertEquals(t - age, history.number(age));
                assertEquals(age >= 10, history.uavValueRevealed(age));
                assertEquals(saved.announcement().history().surplus(age), history.surplus(age));
            }
        }
    }
}
