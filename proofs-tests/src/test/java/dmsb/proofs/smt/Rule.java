package dmsb.proofs.smt;

import java.util.List;

/** A deterministic auction as each bidder sees it: whether a bid wins against the others' bids, and what it then pays. */
interface Rule {
    /** Whether the bid wins against the others'. */
    <T, B> B wins(Algebra<T, B> on, T bid, List<T> others);

    /** What the bid pays if it wins against the others'. */
    <T, B> T pays(Algebra<T, B> on, T bid, List<T> others);

    /** A threshold auction: a bid wins iff it strictly exceeds psi of the others' bids, and pays psi. */
    interface Threshold extends Rule {
        /** The critical payment. */
        <T, B> T psi(Algebra<T, B> on, List<T> others);

        @Override
        default <T, B> B wins(Algebra<T, B> on, T bid, List<T> others) {
            return on.less(psi(on, others), bid);
        }

        @Override
        default <T, B> T pays(Algebra<T, B> on, T bid, List<T> others) {
            return psi(on, others);
        }
    }
}
