package dmsb.proofs.smt;

import de.uni_freiburg.informatik.ultimate.logic.Script;
import de.uni_freiburg.informatik.ultimate.logic.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Homogeneity of degree one for every real rho &gt;= 1 and every real theta &gt; 0: psi(theta B) = theta psi(B), and the same
 * bidder wins. Both products are non-linear, the argument is not.
 *
 * <p>Let b_1..b_N be the bids, r_n = rho b_n, t_n = theta b_n and R_n = rho t_n = theta r_n (products commute). Of these
 * numbers only order is used. As rho &gt; 0, b_i &lt;= b_j iff r_i &lt;= r_j, so psi = rho max b_-n is the largest of the r_j, j
 * other than n. As theta &gt; 0, x &lt;= y iff theta x &lt;= theta y for any x, y among 0, the b and the r. From these facts,
 * which are linear in b, r, t and R, follow
 *
 * <ol>
 *   <li>b_k = max b_-n implies r_k = max r_-n: psi(B) is r_k for the highest other bidder k;
 *   <li>r_k = max r_-n implies R_k = max R_-n: psi(theta B) is R_k for the same k, and R_k = theta r_k;
 *   <li>b_n &gt; max r_-n iff t_n &gt; max R_-n: bidder n wins before iff after.
 * </ol>
 *
 * <p>The solver finds no b, r, t, R with those facts and without one of the conclusions. Every rho and theta yield such
 * numbers, so this is a proof for every rho and theta.
 */
final class Scaling {
    private Scaling() {}

    /** Whether the three conclusions follow for N bidders. */
    static boolean isProved(int bidders) {
        Script script = Prover.script();
        Encoder on = new Encoder(script);
        List<Term> b = Prover.variables(script, on, names("b", bidders));
        List<Term> r = Prover.variables(script, on, names("r", bidders));
        List<Term> t = Prover.variables(script, on, names("t", bidders));
        List<Term> both = Prover.variables(script, on, names("R", bidders));

        assertSameOrder(script, on, b, r);
        assertSameOrder(script, on, joined(b, r, on.zero()), joined(t, both, on.zero()));

        List<Term> otherB = b.subList(1, bidders);
        List<Term> otherR = r.subList(1, bidders);
        List<Term> otherBoth = both.subList(1, bidders);
        Term highest = on.max(otherB);
        Term psi = on.max(otherR);
        Term scaledPsi = on.max(otherBoth);
        List<Term> violations = new ArrayList<>();
        for (int k = 0; k < bidders - 1; k++) {
            Term psiIsThis = on.not(on.differ(psi, otherR.get(k)));
            violations.add(on.all(List.of(on.not(on.differ(highest, otherB.get(k))), on.differ(psi, otherR.get(k)))));
            violations.add(on.all(List.of(psiIsThis, on.differ(scaledPsi, otherBoth.get(k)))));
        }
        violations.add(on.exactlyOne(on.less(psi, b.get(0)), on.less(scaledPsi, t.get(0))));
        Term violation = on.any(violations);
        Prover.requireSatisfiable(script);
        script.assertTerm(violation);
        if (Prover.isSatisfiable(script)) {
            return false;
        }
        Prover.requireCheckedProof(script);
        return true;
    }

    private static void assertSameOrder(Script script, Encoder on, List<Term> x, List<Term> y) {
        for (int i = 0; i < x.size(); i++) {
            for (int j = 0; j < x.size(); j++) {
                if (i != j) {
                    script.assertTerm(
                            on.not(on.exactlyOne(on.atMost(x.get(i), x.get(j)), on.atMost(y.get(i), y.get(j)))));
                }
            }
        }
    }

    private static List<Term> joined(List<Term> x, List<Term> y, Term z) {
        List<Term> joined = new ArrayList<>(x);
        joined.addAll(y);
        joined.add(z);
        return joined;
    }

    private static List<String> names(String name, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> name + i).toList();
    }
}
