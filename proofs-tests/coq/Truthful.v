(** * One round is truthful: strategy-proofness and what goes with it

    For every number of stations, every place, and every factor rho (for
    strategy-proofness and the critical payment even below 1), modified
    second-bid is strategy-proof, individually rational and monotone, a winner
    pays the infimum of its winning bids, losers pay nothing, and nobody is paid.

    The reason is one for all: what a station has to exceed, psi(b_-n; rho), does
    not depend on its own bid.  It is a price to take or to leave. *)

From Dmsb Require Import Bids Mechanism.

Theorem msb_losers_pay_nothing : forall rho, losers_pay_nothing (msb rho).
Proof. intros rho before bid after _ lost; simpl in *; rewrite lost; reflexivity. Qed.

Theorem msb_pays_nobody : forall rho, 0 <= rho -> pays_nobody (msb rho).
Proof.
  intros rho nonnegative before bid after _; simpl.
  destruct exceeds; [apply psi_nonnegative; assumption | lra].
Qed.

(** What a bid earns: the value less the price if the bid exceeds the price. *)
Lemma msb_utility : forall rho value before bid after,
  utility (msb rho) value before bid after =
  if exceeds bid (psi rho (before ++ after)) then value - psi rho (before ++ after) else 0.
Proof. intros; unfold utility; simpl; destruct exceeds; lra. Qed.

Theorem msb_strategy_proof : forall rho, strategy_proof (msb rho).
Proof.
  intros rho before value bid after _ _ _; rewrite !msb_utility.
  set (price := psi rho (before ++ after)).
  destruct (exceeds bid price) eqn:lie, (exceeds value price) eqn:truth;
    rewrite ?exceeds_true, ?exceeds_false in *; lra.
Qed.

Theorem msb_individually_rational : forall rho, individually_rational (msb rho).
Proof.
  intros rho before value after _ _; rewrite msb_utility.
  destruct exceeds eqn:truth; rewrite ?exceeds_true in *; lra.
Qed.

Theorem msb_monotone : forall rho, monotone (msb rho).
Proof. intros rho before bid more after _ _ up; rewrite !msb_wins; lra. Qed.

Theorem msb_critical_payment : forall rho, critical_payment (msb rho).
Proof.
  intros rho before bid after _ _ win other _.
  rewrite (msb_price _ _ _ _ win), msb_wins, msb_loses; split; lra.
Qed.
