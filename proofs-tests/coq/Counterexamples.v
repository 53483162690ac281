(** * What the laws exclude

    That the theorems are not empty.  Each law is broken by a rule that differs from
    modified second-bid in one respect, and the numbers that break it are given: a
    factor below 1, a comparison that is not strict, a price that is not the
    threshold, a factor that listens to the own bid, a threshold that is the sum of
    the bids, a factor that falls with the others' bids, a reserve price, a rounding
    that is not monotone.  And what the theorems assume exists: bids that win, bids
    that do not, a rounding that changes prices, a lawful mechanism in which no bid
    beats 1, and one that sells at the price. *)

From Dmsb Require Import Bids Mechanism Truthful Feasible FalseNames ScaleFree Threshold Uniqueness Rounding.

(** Decides comparisons of given numbers. *)
Ltac numbers :=
  unfold utility, exceeds, psi, scale in *; cbn in *; unfold exceeds, psi in *; cbn in *; unfold Rmax in *;
  repeat match goal with
  | |- context [Rlt_dec ?a ?b] => destruct (Rlt_dec a b)
  | |- context [Rle_dec ?a ?b] => destruct (Rle_dec a b)
  | H : context [Rlt_dec ?a ?b] |- _ => destruct (Rlt_dec a b)
  | H : context [Rle_dec ?a ?b] |- _ => destruct (Rle_dec a b)
  end; try reflexivity; try lra; try (exfalso; lra).

Ltac legal_numbers := repeat (apply legal_cons; split; [lra |]); constructor.

(** ** Weakened rules *)

(** A mechanism that lets a bid win that exceeds a threshold and charges a price,
    both computed from the own bid and the bids of the others. *)
Definition sells (threshold price : R -> list R -> R) : mechanism := {|
  wins before bid after := exceeds bid (threshold bid (before ++ after));
  pays before bid after :=
    if exceeds bid (threshold bid (before ++ after)) then price bid (before ++ after) else 0
|}.

(** rho = 9/10: bids 1 and 1 both win. *)
Theorem factor_below_one_is_infeasible : ~ feasible (msb (9 / 10)).
Proof. intros fine; apply (fine [] 1 [] 1 []); [legal_numbers | split; numbers]. Qed.

(** >= in place of >, rho = 1: a tie of 1 and 1 has two winners. *)
Definition weak_comparison : mechanism := {|
  wins before bid after := if Rle_dec (psi 1 (before ++ after)) bid then true else false;
  pays before bid after := if Rle_dec (psi 1 (before ++ after)) bid then psi 1 (before ++ after) else 0
|}.

Theorem weak_comparison_is_infeasible : ~ feasible weak_comparison.
Proof. intros fine; apply (fine [] 1 [] 1 []); [legal_numbers | split; numbers]. Qed.

(** The price b_(2) in place of rho b_(2), rho = 3/2: worth 1 against 2/3, bidding 2 gains 1/3. *)
Theorem second_price_is_not_truthful :
  ~ strategy_proof (sells (fun _ => psi (3 / 2)) (fun _ => highest)).
Proof. intros fine; specialize (fine [] 1 2 [2 / 3] ltac:(legal_numbers) ltac:(lra) ltac:(lra)); numbers. Qed.

(** The own bid as the price: worth 10 against 5, bidding 6 gains 4. *)
Theorem first_price_is_not_truthful : ~ strategy_proof (sells (fun _ => psi 1) (fun bid _ => bid)).
Proof. intros fine; specialize (fine [] 10 6 [5] ltac:(legal_numbers) ltac:(lra) ltac:(lra)); numbers. Qed.

(** rho = 1 for own bids of 4 and more, else 3: worth 7/2 against 3/2, bidding 4 gains 2. *)
Theorem listening_to_the_own_bid_is_not_truthful :
  let threshold bid := psi (if Rlt_dec bid 4 then 3 else 1) in
  ~ strategy_proof (sells threshold threshold).
Proof.
  intros threshold fine; specialize (fine [] (7 / 2) 4 [3 / 2] ltac:(legal_numbers) ltac:(lra) ltac:(lra)).
  subst threshold; numbers.
Qed.

(** psi = the sum of the others: 10 beats 6, and a loser's extra 5 takes the task away. *)
Theorem sum_is_not_loser_false_name_proof :
  let threshold (_ : R) := fold_right Rplus 0 in
  ~ loser_false_name_proof (sells threshold threshold).
Proof.
  intros threshold fine; subst threshold.
  specialize (fine 10 [6] [5] ltac:(legal_numbers)); cbn in fine.
  assert (wins_before : exceeds 10 (6 + 0) = true) by numbers.
  assert (loses_after : exceeds 10 (6 + (5 + 0)) = false) by numbers.
  rewrite wins_before, loses_after in fine.
  assert (false = true) by (apply fine; [numbers | reflexivity]); discriminate.
Qed.

(** rho = 2 if the others' highest bid is below 2, else 6/5: 3 loses against 3/2 and
    wins with an extra identity that bids 2. *)
Theorem falling_factor_is_not_winner_false_name_proof :
  let threshold (_ : R) others := psi (if Rlt_dec (highest others) 2 then 2 else 6 / 5) others in
  ~ winner_false_name_proof (sells threshold threshold).
Proof.
  intros threshold fine; subst threshold.
  specialize (fine 3 [3 / 2] [2] ltac:(legal_numbers)); numbers.
Qed.

(** A reserve price of 3: the UAV serves for 2 and 1, and a station for twice that. *)
Theorem reserve_is_not_scale_free :
  let threshold (_ : R) others := Rmax (highest others) 3 in
  ~ scale_free (sells threshold threshold).
Proof.
  intros threshold fine; subst threshold.
  specialize (fine 2 [2; 1] ltac:(lra) ltac:(legal_numbers)) as [fine _].
  match type of fine with uav_serves ?m _ -> _ => assert (serves : uav_serves m [2; 1]) end.
  { intros before bid after place.
    destruct before as [| b1 [| b2 [| b3 before]]]; injection place as; subst; try discriminate; numbers. }
  specialize (fine serves [] 4 [2] ltac:(cbn; repeat f_equal; lra)); numbers.
Qed.

(** A factor tied to the place, 3/2 for the first station and 2 for the others: not anonymous. *)
Theorem factor_by_place_is_not_anonymous :
  let factor (before : list R) := match before with [] => 3 / 2 | _ => 2 end in
  ~ anonymous {| wins before bid after := exceeds bid (psi (factor before) (before ++ after)); pays _ _ _ := 0 |}.
Proof.
  intros factor fine; subst factor.
  destruct (fine [] (7 / 2) [2] [2] [] ltac:(legal_numbers) ltac:(reflexivity)) as [same _]; cbn in same.
  assert (exceeds (7 / 2) (psi (3 / 2) [2]) = true) by numbers.
  assert (exceeds (7 / 2) (psi 2 [2]) = false) by numbers.
  congruence.
Qed.

(** ** Rounding *)

(** Whole numbers are representable and stay; 3/2 is rounded to 3, past 2. *)
Definition past_two (x : R) : R := if Req_EM_T x (3 / 2) then 3 else x.

Theorem rounding_must_be_monotone :
  (forall z : Z, past_two (IZR z) = IZR z) /\
  utility (msb_rounded past_two (3 / 2)) 2 [] 2 [1] = -1 /\
  utility (msb_rounded past_two (3 / 2)) 2 [] 0 [1] = 0.
Proof.
  assert (price : psi (3 / 2) [1] = 3 / 2) by (unfold psi; rewrite highest_one; lra).
  repeat split.
  - intros z; unfold past_two; destruct (Req_EM_T (IZR z) (3 / 2)) as [half |]; [exfalso | reflexivity].
    assert (IZR (2 * z) = IZR 3) as whole by (rewrite mult_IZR; lra); apply eq_IZR in whole; lia.
  - rewrite rounded_utility; cbn [app]; rewrite price.
    unfold exceeds, past_two; destruct Rlt_dec; try destruct Req_EM_T; lra.
  - rewrite rounded_utility; cbn [app]; rewrite price.
    unfold exceeds, past_two; destruct Rlt_dec; try destruct Req_EM_T; lra.
Qed.

(** Rounding to the nearest whole number, halves up, is a rounding as [Rounding] assumes
    it, and it changes prices: against 1, rho = 5/4, a bid of 2 wins and pays 1. *)
Definition whole (x : R) : Prop := exists z : Z, x = IZR z.
Definition to_whole (x : R) : R := IZR (Int_part (x + / 2)).

Lemma to_whole_nearest : forall x f, whole f -> Rabs (to_whole x - x) <= Rabs (f - x).
Proof.
  intros x f [z ->]; unfold to_whole.
  destruct (base_Int_part (x + / 2)) as [low high]; set (n := Int_part (x + / 2)) in *.
  destruct (Z.lt_trichotomy z n) as [below | [-> | above]]; [| lra |].
  - assert (IZR z <= IZR n - 1) by (rewrite <- minus_IZR; apply IZR_le; lia).
    unfold Rabs; repeat destruct Rcase_abs; lra.
  - assert (IZR n + 1 <= IZR z) by (rewrite <- plus_IZR; apply IZR_le; lia).
    unfold Rabs; repeat destruct Rcase_abs; lra.
Qed.

Theorem rounding_exists :
  (forall x y, x <= y -> to_whole x <= to_whole y) /\
  (forall x, whole x -> to_whole x = x) /\
  wins (msb_rounded to_whole (5 / 4)) [] 2 [1] = true /\
  pays (msb_rounded to_whole (5 / 4)) [] 2 [1] = 1 /\
  pays (msb (5 / 4)) [] 2 [1] = 5 / 4.
Proof.
  assert (lands : forall x, whole (to_whole x)) by (intros x; eexists; reflexivity).
  assert (price : psi (5 / 4) [1] = 5 / 4) by (unfold psi; rewrite highest_one; lra).
  assert (win : exceeds 2 (5 / 4) = true) by (apply exceeds_true; lra).
  split; [| split; [| split; [| split]]].
  - intros x y; apply (nearest_is_monotone whole); [exact lands | exact to_whole_nearest].
  - intros x; apply (nearest_fixes whole); exact to_whole_nearest.
  - cbn [wins msb_rounded app]; rewrite price; exact win.
  - cbn [pays msb_rounded app]; rewrite price, win.
    unfold to_whole; destruct (base_Int_part (5 / 4 + / 2)) as [low high].
    assert (Int_part (5 / 4 + / 2) = 1%Z) as ->; [| reflexivity].
    apply Z.le_antisymm.
    + apply Z.lt_succ_r, lt_IZR; simpl; lra.
    + apply Z.lt_pred_le, lt_IZR; simpl; lra.
  - cbn [pays msb app]; rewrite price, win; reflexivity.
Qed.

(** ** Sales, and mechanisms at the border *)

(** rho = 3/2: of bids 4, 2 and 1 the first wins and pays 3; for 5/2 and 2 the UAV serves. *)
Theorem both_outcomes_occur :
  wins (msb (3 / 2)) [] 4 [2; 1] = true /\ pays (msb (3 / 2)) [] 4 [2; 1] = 3 /\
  uav_serves (msb (3 / 2)) [5 / 2; 2].
Proof.
  repeat split; try solve [numbers].
  intros before bid after place.
  destruct before as [| b1 [| b2 [| b3 before]]]; injection place as; subst; try discriminate; numbers.
Qed.

(** The factor infinity is lawful: that some bid beats 1 has to be asked for. *)
Theorem uav_only_is_lawful : lawful uav_only /\ ~ some_bid_beats_one uav_only.
Proof.
  split; [constructor | intros (bid & _ & win); discriminate].
  - intros before bid after _ _; reflexivity.
  - intros a b1 c b2 d _ [win _]; discriminate.
  - intros before bid after before' after' _ _; split; reflexivity.
  - intros before value bid after _ _ _; apply Rle_refl.
  - intros bid others extra _ win; discriminate.
  - intros bid others extra _ _ win; discriminate.
  - intros theta bids _ _; split; intros _ before bid after _; reflexivity.
Qed.

(** With rho > 1, to sell at the price itself is lawful too, except for a bid of 0: that
    winners gain something has to be asked for. *)
Definition sells_at_the_price (rho : R) : mechanism := {|
  wins before bid after := exceeds bid 0 && negb (exceeds (psi rho (before ++ after)) bid);
  pays before bid after :=
    if exceeds bid 0 && negb (exceeds (psi rho (before ++ after)) bid) then psi rho (before ++ after) else 0
|}.

Lemma sells_at_the_price_wins : forall rho before bid after,
  wins (sells_at_the_price rho) before bid after = true <-> 0 < bid /\ psi rho (before ++ after) <= bid.
Proof. intros; cbn; rewrite andb_true_iff, negb_true_iff, exceeds_true, exceeds_false; reflexivity. Qed.

Theorem selling_at_the_price_is_lawful : forall rho, 1 < rho ->
  lawful (sells_at_the_price rho) /\ ~ winners_gain (sells_at_the_price rho).
Proof.
  intros rho above_one; split; [constructor |].
  - intros before bid after _ lost; cbn in *; rewrite lost; reflexivity.
  - intros a b1 c b2 d _ [win1 win2]; rewrite sells_at_the_price_wins in *.
    destruct win1 as [positive1 win1], win2 as [positive2 win2]; unfold psi in *.
    assert (b2 <= highest (a ++ c ++ b2 :: d)) by (apply highest_bounds; rewrite !in_app_iff; simpl; tauto).
    assert (b1 <= highest ((a ++ b1 :: c) ++ d)) by (apply highest_bounds; rewrite !in_app_iff; simpl; tauto).
    nra.
  - intros before bid after before' after' _ same; cbn; unfold psi; rewrite (highest_permutation _ _ same); auto.
  - intros before value bid after _ value_legal bid_legal; unfold utility; cbn.
    assert (0 <= psi rho (before ++ after)) by (apply psi_nonnegative; lra).
    destruct (exceeds bid 0) eqn:E1, (exceeds (psi rho (before ++ after)) bid) eqn:E2,
      (exceeds value 0) eqn:E3, (exceeds (psi rho (before ++ after)) value) eqn:E4; cbn;
      rewrite ?exceeds_true, ?exceeds_false in *; lra.
  - intros bid others extra _; rewrite !sells_at_the_price_wins; cbn [app].
    pose proof (psi_winner_false_name_proof rho others extra); lra.
  - intros bid others extra _ low; rewrite !sells_at_the_price_wins; cbn [app].
    pose proof (psi_loser_false_name_proof rho others extra low); lra.
  - apply homogeneous_scale_free; intros theta before bid after positive _.
    assert (same : wins (sells_at_the_price rho) (scale theta before) (theta * bid) (scale theta after)
                   = wins (sells_at_the_price rho) before bid after).
    { apply eq_true_iff_eq; rewrite !sells_at_the_price_wins, <- scale_app, psi_homogeneous by lra.
      split; intros [up in_reach]; split; nra. }
    split; [exact same | cbn in *; rewrite same].
    destruct (exceeds bid 0 && _); [rewrite <- scale_app; apply psi_homogeneous; lra | ring].
  - intros gain; specialize (gain [] rho [1] ltac:(legal_numbers)).
    assert (price : psi rho [1] = rho) by (unfold psi; rewrite highest_one; lra).
    assert (win : wins (sells_at_the_price rho) [] rho [1] = true).
    { apply sells_at_the_price_wins; cbn [app]; rewrite price; lra. }
    specialize (gain win); cbn in gain, win; rewrite win, price in gain; lra.
Qed.
