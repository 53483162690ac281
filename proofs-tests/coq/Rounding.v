(** * Exact comparison, rounded price

    What the Java class [dmsb.auction.mechanism.ModifiedSecondBid] does is not
    quite (14) and (15) over the reals: it compares a bid with rho max b_-n in
    exact arithmetic, but a price has to be a double, so it charges the product
    rounded once.  Here that is shown to cost nothing: with any monotone rounding
    that leaves the representable numbers alone, the auction is *exactly*
    strategy-proof, individually rational and feasible, among representable bids
    and values, for every N and rho >= 1: [rounded_strategy_proof] and its
    neighbours.  Who wins is who wins in [msb rho], to the last bit.

    Assumptions, all of them: bids, values and misreports are representable (a
    double can bid nothing else); rounding is monotone and fixes what is
    representable.  IEEE 754 rounding to nearest is such a rounding
    ([nearest_is_monotone], whatever the set of representable numbers and
    however ties are broken), and so are the directed ones.

    The comparison itself is made without exact arithmetic, by [java_exceeds]: a
    rounded product and, where that equals the bid, one fused multiply-add.  It
    decides the exact comparison ([java_exceeds_is_exact]) as long as a
    difference that is not zero does not round to zero; the last binary digits of
    the operands see to that ([multiples_do_not_underflow]), and small bids are
    lifted first ([lifting_is_harmless]). *)

From Dmsb Require Import Bids Mechanism Feasible.

Section Rounded.
  Variable representable : R -> Prop.
  Variable round : R -> R.
  Hypothesis monotone : forall x y, x <= y -> round x <= round y.
  Hypothesis fixes : forall x, representable x -> round x = x.

  (** The auction of the Java class. *)
  Definition msb_rounded (rho : R) : mechanism := {|
    wins before bid after := exceeds bid (psi rho (before ++ after));
    pays before bid after :=
      if exceeds bid (psi rho (before ++ after)) then round (psi rho (before ++ after)) else 0
  |}.

  (** The winner is that of exact arithmetic, by definition: no rounding decides who wins. *)
  Theorem rounded_same_winner : forall rho before bid after,
    wins (msb_rounded rho) before bid after = wins (msb rho) before bid after.
  Proof. reflexivity. Qed.

  (** No winner pays more than it bid. *)
  Theorem rounded_price_at_most_bid : forall rho before bid after,
    representable bid -> wins (msb_rounded rho) before bid after = true ->
    pays (msb_rounded rho) before bid after <= bid.
  Proof.
    intros rho before bid after bid_exact win; simpl in *; rewrite win.
    apply exceeds_true in win; rewrite <- (fixes bid bid_exact); apply monotone; lra.
  Qed.

  Lemma rounded_utility : forall rho value before bid after,
    utility (msb_rounded rho) value before bid after =
    if exceeds bid (psi rho (before ++ after)) then value - round (psi rho (before ++ after)) else 0.
  Proof. intros; unfold utility; simpl; destruct exceeds; lra. Qed.

  (** Exactly strategy-proof: not up to an ulp, but with no gain at all.  The misreport may be any real number. *)
  Theorem rounded_strategy_proof : forall rho before value bid after, representable value ->
    utility (msb_rounded rho) value before bid after <= utility (msb_rounded rho) value before value after.
  Proof.
    intros rho before value bid after value_exact; rewrite !rounded_utility.
    set (price := psi rho (before ++ after)).
    destruct (exceeds bid price) eqn:lie, (exceeds value price) eqn:truth;
      rewrite ?exceeds_true, ?exceeds_false in *; try lra.
    - (* the lie wins at a price that rounds to at least the value *)
      apply monotone in truth; rewrite (fixes value value_exact) in truth; lra.
    - (* the truth wins at a price that rounds to at most the value *)
      assert (price <= value) as below by lra.
      apply monotone in below; rewrite (fixes value value_exact) in below; lra.
  Qed.

  Theorem rounded_individually_rational : forall rho before value after, representable value ->
    0 <= utility (msb_rounded rho) value before value after.
  Proof.
    intros rho before value after value_exact; rewrite rounded_utility.
    destruct exceeds eqn:truth; [| lra]; rewrite exceeds_true in truth.
    assert (psi rho (before ++ after) <= value) as below by lra.
    apply monotone in below; rewrite (fixes value value_exact) in below; lra.
  Qed.

  Theorem rounded_feasible : forall rho, 1 <= rho -> feasible (msb_rounded rho).
  Proof. intros rho at_least_one a b1 c b2 d; apply msb_feasible; exact at_least_one. Qed.

  (** ** The comparison of [ModifiedSecondBid.exceeds] *)

  (** bid > rho other, by a rounded product and one fused multiply-add. *)
  Definition java_exceeds (bid rho other : R) : bool :=
    if Req_EM_T (round (rho * other)) bid
    then exceeds 0 (round (rho * other - bid))
    else exceeds bid (round (rho * other)).

  (** The assumption about small numbers: [tiny] and 0 are representable, and the
      exact difference, if it is not zero, is at least [tiny]. *)
  Theorem java_exceeds_is_exact : forall tiny bid rho other,
    0 < tiny -> representable (- tiny) -> representable 0 -> representable bid ->
    rho * other - bid = 0 \/ tiny <= Rabs (rho * other - bid) ->
    java_exceeds bid rho other = exceeds bid (rho * other).
  Proof.
    intros tiny bid rho other positive tiny_exact zero_exact bid_exact no_underflow.
    apply eq_true_iff_eq; rewrite exceeds_true; unfold java_exceeds.
    destruct Req_EM_T as [equal | differ]; rewrite exceeds_true.
    - split; intros compare.
      + destruct (Rlt_le_dec (rho * other) bid) as [below | above]; [exact below | exfalso].
        assert (0 <= rho * other - bid) as sign by lra.
        apply monotone in sign; rewrite (fixes 0 zero_exact) in sign; lra.
      + assert (rho * other - bid <= - tiny) as sign.
        { destruct no_underflow as [zero | large]; [lra |].
          rewrite Rabs_left in large by lra; lra. }
        apply monotone in sign; rewrite (fixes _ tiny_exact) in sign; lra.
    - split; intros compare.
      + destruct (Rlt_le_dec (rho * other) bid) as [below | above]; [exact below | exfalso].
        apply monotone in above; rewrite (fixes bid bid_exact) in above; lra.
      + assert (rho * other <= bid) as below by lra.
        apply monotone in below; rewrite (fixes bid bid_exact) in below; lra.
  Qed.

  (** The assumption holds where product and bid are whole multiples of [tiny], as
      numbers with a last binary digit are. *)
  Theorem multiples_do_not_underflow : forall tiny bid rho other, 0 < tiny ->
    (exists p : Z, rho * other = IZR p * tiny) -> (exists b : Z, bid = IZR b * tiny) ->
    rho * other - bid = 0 \/ tiny <= Rabs (rho * other - bid).
  Proof.
    intros tiny bid rho other positive [p ->] [b ->].
    replace (IZR p * tiny - IZR b * tiny) with (IZR (p - b) * tiny) by (rewrite minus_IZR; ring).
    destruct (Z.eq_dec (p - b) 0) as [-> | differ]; [left; ring | right].
    rewrite Rabs_mult, (Rabs_right tiny) by lra; rewrite <- abs_IZR.
    assert (1 <= IZR (Z.abs (p - b))) by (apply IZR_le; lia); nra.
  Qed.

  (** Lifting all operands by a common positive factor, as the class does with
      small bids, changes no comparison. *)
  Theorem lifting_is_harmless : forall lift bid rho other, 0 < lift ->
    exceeds (bid * lift) (rho * (other * lift)) = exceeds bid (rho * other).
  Proof.
    intros lift bid rho other positive; apply eq_true_iff_eq; rewrite !exceeds_true.
    replace (rho * (other * lift)) with (rho * other * lift) by ring.
    split; [apply Rmult_lt_reg_r | apply Rmult_lt_compat_r]; exact positive.
  Qed.
End Rounded.

(** Rounding to nearest is monotone and fixes what is representable: into any set
    of numbers, however ties are broken. *)
Section Nearest.
  Variable representable : R -> Prop.
  Variable round : R -> R.
  Hypothesis lands : forall x, representable (round x).
  Hypothesis nearest : forall x f, representable f -> Rabs (round x - x) <= Rabs (f - x).

  Theorem nearest_fixes : forall x, representable x -> round x = x.
  Proof.
    intros x exact; specialize (nearest x x exact); revert nearest; unfold Rabs.
    repeat destruct Rcase_abs; lra.
  Qed.

  Theorem nearest_is_monotone : forall x y, x <= y -> round x <= round y.
  Proof.
    intros x y ordered.
    destruct (Req_dec x y) as [-> | differ]; [lra |].
    destruct (Rle_lt_dec (round x) (round y)) as [fine | crossed]; [exact fine | exfalso].
    pose proof (nearest x (round y) (lands y)) as near_x.
    pose proof (nearest y (round x) (lands x)) as near_y.
    revert near_x near_y; unfold Rabs; repeat destruct Rcase_abs; lra.
  Qed.
End Nearest.
