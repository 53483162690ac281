(** * No gain from false names

    A station that bids under several identities gains nothing, and a loser that
    adds identities takes nothing from the winner.  In terms of the critical
    payment psi, for every factor rho >= 0 and lists of every length:
    psi(B + S) >= psi(B); psi(B + S) <= psi(B) if max S <= max B; and (22),
    psi({max B}) = psi(B).  In terms of who wins, the same three as laws of the
    mechanism.  In money, for rho >= 1: [msb_no_gain_from_identities], no list of
    identities of any length earns its owner more than one identity with the
    true value.  The identities stand together here; [msb_anonymous] says that
    places do not matter. *)

From Dmsb Require Import Bids Mechanism Truthful Feasible.

(** ** In terms of the critical payment *)

Theorem psi_winner_false_name_proof : forall rho others extra,
  0 <= rho -> psi rho others <= psi rho (others ++ extra).
Proof. intros; apply Rmult_le_compat_l; [assumption | apply highest_grows]. Qed.

Theorem psi_loser_false_name_proof : forall rho others extra,
  highest extra <= highest others -> psi rho (others ++ extra) <= psi rho others.
Proof. intros; unfold psi; rewrite highest_dominates by assumption; apply Rle_refl. Qed.

Theorem psi_22 : forall rho others, psi rho [highest others] = psi rho others.
Proof. intros; unfold psi; rewrite highest_one; [reflexivity | apply highest_nonnegative]. Qed.

(** ** In terms of who wins *)

Theorem msb_winner_false_name_proof : forall rho, 0 <= rho -> winner_false_name_proof (msb rho).
Proof.
  intros rho nonnegative bid others extra _; rewrite !msb_wins; simpl.
  pose proof (psi_winner_false_name_proof rho others extra nonnegative); lra.
Qed.

Theorem msb_loser_false_name_proof : forall rho, loser_false_name_proof (msb rho).
Proof.
  intros rho bid others extra _ low; rewrite !msb_wins; simpl.
  pose proof (psi_loser_false_name_proof rho others extra low); lra.
Qed.

Theorem msb_highest_bid_decides : forall rho, highest_bid_decides (msb rho).
Proof. intros rho bid others _ _; unfold msb, wins; cbn [app]; rewrite psi_22; reflexivity. Qed.

(** ** In money *)

Section Money.
  Variable rho : R.
  Hypothesis at_least_one : 1 <= rho.

  (** Against a higher bid before them no identity wins or pays. *)
  Lemma identities_behind_lose : forall identities before others b,
    In b before -> (forall i, In i identities -> i <= b) ->
    one_wins (msb rho) before identities others = false /\
    all_pay (msb rho) before identities others = 0.
  Proof.
    induction identities as [| i rest IH]; intros before others b at_b low; simpl; [auto |].
    destruct (IH (before ++ [i]) others b) as [no_win no_pay].
    { apply in_app_iff; auto. }
    { intros; apply low; now right. }
    assert (lost : wins (msb rho) before i (rest ++ others) = false).
    { destruct (wins (msb rho) before i (rest ++ others)) eqn:win; [exfalso | reflexivity].
      assert (b < i) by (eapply winner_exceeds_others; try eassumption; apply in_app_iff; auto).
      specialize (low i (or_introl eq_refl)); lra. }
    simpl in lost; rewrite lost, no_win, no_pay; simpl; split; [reflexivity | lra].
  Qed.

  (** The identities lose and pay nothing, or one wins and all pay together what
      it has exceeded, which is at least psi of the others' bids. *)
  Lemma identities_outcome : forall identities before others,
    let won := one_wins (msb rho) before identities others in
    let paid := all_pay (msb rho) before identities others in
    (won = false /\ paid = 0) \/ (won = true /\ psi rho others <= paid).
  Proof.
    induction identities as [| i rest IH]; intros before others; cbn; [auto |].
    destruct (exceeds i (psi rho (before ++ rest ++ others))) eqn:win; cbn.
    - right; split; [reflexivity |].
      assert (behind : all_pay (msb rho) (before ++ [i]) rest others = 0).
      { apply (identities_behind_lose rest (before ++ [i]) others i).
        - apply in_app_iff; right; now left.
        - intros j at_j; apply Rlt_le.
          eapply (winner_exceeds_others rho before i (rest ++ others)); [exact at_least_one | | exact win].
          rewrite !in_app_iff; tauto. }
      rewrite behind, Rplus_0_r; unfold psi; apply Rmult_le_compat_l; [lra |].
      rewrite !highest_app; eapply Rle_trans; [apply Rmax_r | apply Rmax_r].
    - destruct (IH (before ++ [i]) others) as [[-> ->] | [-> paid]]; [left | right];
        split; try reflexivity; lra.
  Qed.

  Theorem msb_no_gain_from_identities : no_gain_from_identities (msb rho).
  Proof.
    intros value identities others legal_all nonnegative.
    unfold owner_utility; rewrite msb_utility; simpl.
    destruct (identities_outcome identities [] others) as [[-> ->] | [-> paid]];
      destruct exceeds eqn:truth; rewrite ?exceeds_true, ?exceeds_false in *; lra.
  Qed.
End Money.
