(** * Bids

    The bids of a round are a list of real numbers that are not negative, of
    any length.  Nothing in this development fixes the number of bidders N:
    what is proved here for a list is proved for every N.

    This file states what the highest bid of a list is, [highest], with the
    convention that it is 0 where there is no bid, and what is true of it:
    it bounds every bid, one of the bids attains it, it does not depend on the
    order, more bids never lower it, bids that are not above it never raise it,
    and a common factor of all bids is a factor of it. *)

From Coq Require Export Reals Lra List Permutation Bool Lia.
Export ListNotations.
Open Scope R_scope.

(** A bid is a real number that is not negative. *)
Definition legal (bids : list R) : Prop := Forall (fun b => 0 <= b) bids.

(** The highest bid, 0 if there is none. *)
Fixpoint highest (bids : list R) : R :=
  match bids with
  | [] => 0
  | b :: rest => Rmax b (highest rest)
  end.

Lemma legal_app : forall a c, legal (a ++ c) <-> legal a /\ legal c.
Proof. intros; unfold legal; apply Forall_app. Qed.

Lemma legal_cons : forall b c, legal (b :: c) <-> 0 <= b /\ legal c.
Proof. intros; unfold legal; apply Forall_cons_iff. Qed.

Lemma legal_permutation : forall a c, Permutation a c -> legal a -> legal c.
Proof. unfold legal; intros a c same; apply Permutation_Forall; exact same. Qed.

Lemma highest_nonnegative : forall bids, 0 <= highest bids.
Proof.
  induction bids as [| b rest IH]; simpl; [lra |].
  eapply Rle_trans; [exact IH | apply Rmax_r].
Qed.

(** Every bid is at most the highest one. *)
Lemma highest_bounds : forall bids b, In b bids -> b <= highest bids.
Proof.
  induction bids as [| c rest IH]; simpl; intros b at_b; [contradiction |].
  destruct at_b as [-> | at_b]; [apply Rmax_l |].
  eapply Rle_trans; [apply IH, at_b | apply Rmax_r].
Qed.

(** Whatever bounds every bid bounds the highest one. *)
Lemma highest_least : forall bids bound,
  0 <= bound -> (forall b, In b bids -> b <= bound) -> highest bids <= bound.
Proof.
  induction bids as [| c rest IH]; simpl; intros bound nonnegative bounds; [lra |].
  apply Rmax_lub; [apply bounds; now left | apply IH; auto].
Qed.

(** If there is a bid, the highest bid is one of the bids. *)
Lemma highest_attained : forall bids,
  legal bids -> bids <> [] -> In (highest bids) bids.
Proof.
  induction bids as [| b rest IH]; intros all some; [contradiction |].
  apply legal_cons in all as [b_legal rest_legal].
  destruct rest as [| c rest].
  - left; simpl; rewrite Rmax_left; lra.
  - change (In (Rmax b (highest (c :: rest))) (b :: c :: rest)).
    destruct (Rle_dec b (highest (c :: rest))) as [below | above].
    + rewrite Rmax_right by lra; right; apply IH; [exact rest_legal | discriminate].
    + rewrite Rmax_left by lra; left; reflexivity.
Qed.

Lemma highest_app : forall a c, highest (a ++ c) = Rmax (highest a) (highest c).
Proof.
  induction a as [| b a IH]; intros c; simpl.
  - rewrite Rmax_right; [reflexivity | apply highest_nonnegative].
  - rewrite IH, Rmax_assoc; reflexivity.
Qed.

(** The order of the bids is of no importance. *)
Lemma highest_permutation : forall a c, Permutation a c -> highest a = highest c.
Proof.
  induction 1; simpl; try congruence.
  rewrite !Rmax_assoc, (Rmax_comm y x); reflexivity.
Qed.

(** More bids never lower the highest. *)
Lemma highest_grows : forall a c, highest a <= highest (a ++ c).
Proof. intros; rewrite highest_app; apply Rmax_l. Qed.

(** Bids that are at most the highest do not change it. *)
Lemma highest_dominates : forall a c,
  highest c <= highest a -> highest (a ++ c) = highest a.
Proof. intros; rewrite highest_app; apply Rmax_left; assumption. Qed.

Lemma highest_one : forall b, 0 <= b -> highest [b] = b.
Proof. intros; simpl; apply Rmax_left; assumption. Qed.

(** All bids multiplied by a common value. *)
Definition scale (theta : R) (bids : list R) : list R := map (Rmult theta) bids.

Lemma highest_scale : forall theta bids,
  0 <= theta -> highest (scale theta bids) = theta * highest bids.
Proof.
  intros theta bids nonnegative; induction bids as [| b rest IH]; simpl; [ring |].
  rewrite IH; apply RmaxRmult; assumption.
Qed.

Lemma legal_scale : forall theta bids, 0 <= theta -> legal bids -> legal (scale theta bids).
Proof.
  intros theta bids nonnegative; induction bids as [| b rest IH]; simpl; intros all; [exact all |].
  apply legal_cons in all as [b_legal rest_legal]; apply legal_cons; split; auto.
  apply Rmult_le_pos; assumption.
Qed.

Lemma scale_app : forall theta a c, scale theta (a ++ c) = scale theta a ++ scale theta c.
Proof. intros; apply map_app. Qed.

(** A list with its highest bid in front: the others are at most as high. *)
Lemma highest_first : forall bids,
  legal bids -> bids <> [] ->
  exists rest, Permutation bids (highest bids :: rest) /\ highest rest <= highest bids.
Proof.
  intros bids all some.
  destruct (in_split _ _ (highest_attained bids all some)) as [a [c split]].
  exists (a ++ c); split.
  - rewrite split at 1; symmetry; apply Permutation_middle.
  - apply highest_least; [apply highest_nonnegative |].
    intros b at_b; apply highest_bounds.
    rewrite split; apply in_app_iff in at_b; apply in_app_iff; simpl; tauto.
Qed.

(** Whether a bid strictly exceeds an amount, as a decision. *)
Definition exceeds (bid amount : R) : bool := if Rlt_dec amount bid then true else false.

Lemma exceeds_true : forall bid amount, exceeds bid amount = true <-> amount < bid.
Proof. intros; unfold exceeds; destruct (Rlt_dec amount bid); intuition (lra || discriminate). Qed.

Lemma exceeds_false : forall bid amount, exceeds bid amount = false <-> bid <= amount.
Proof. intros; unfold exceeds; destruct (Rlt_dec amount bid); intuition (lra || discriminate). Qed.

Lemma true_or_false : forall x : bool, x = true \/ x = false.
Proof. intros []; auto. Qed.
