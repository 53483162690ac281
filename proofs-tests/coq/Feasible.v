(** * At most one winner, whoever the stations are

    Modified second-bid with any rho >= 1 is feasible: two stations never both
    win, ties included.  More generally [factors_of_their_own]: even if every
    station has a factor of its own, at most one wins as long as no factor is
    below 1.  And the auction is anonymous for every rho. *)

From Dmsb Require Import Bids Mechanism.

(** With a factor of at least 1, a winner's bid exceeds each of the others. *)
Lemma winner_exceeds_others : forall rho before bid after other,
  1 <= rho -> In other (before ++ after) ->
  wins (msb rho) before bid after = true -> other < bid.
Proof.
  intros rho before bid after other at_least_one at_other; rewrite msb_wins; unfold psi; intros above.
  apply highest_bounds in at_other.
  pose proof (highest_nonnegative (before ++ after)); nra.
Qed.

(** Two stations, each with its own factor: not both win. *)
Theorem factors_of_their_own : forall rho1 rho2 a b1 c b2 d,
  1 <= rho1 -> 1 <= rho2 ->
  ~ (wins (msb rho1) a b1 (c ++ b2 :: d) = true /\
     wins (msb rho2) (a ++ b1 :: c) b2 d = true).
Proof.
  intros rho1 rho2 a b1 c b2 d one1 one2 [win1 win2].
  apply (winner_exceeds_others _ _ _ _ b2 one1) in win1.
  - apply (winner_exceeds_others _ _ _ _ b1 one2) in win2; [lra |].
    rewrite !in_app_iff; simpl; tauto.
  - rewrite !in_app_iff; simpl; tauto.
Qed.

Theorem msb_feasible : forall rho, 1 <= rho -> feasible (msb rho).
Proof. intros rho at_least_one a b1 c b2 d _; apply factors_of_their_own; assumption. Qed.

(** In a tie for the highest bid the UAV serves. *)
Theorem ties_go_to_the_uav : forall rho bids, 1 <= rho ->
  (exists a b c d, bids = a ++ b :: c ++ b :: d /\ highest bids = b) -> uav_serves (msb rho) bids.
Proof.
  intros rho bids at_least_one (a & b & c & d & -> & top) before bid after place.
  destruct (wins (msb rho) before bid after) eqn:win; [exfalso | reflexivity].
  assert (above : forall other, In other (before ++ after) -> other < bid)
    by (intros; eapply winner_exceeds_others; eassumption).
  assert (low : bid <= b).
  { rewrite <- top, place; apply highest_bounds; rewrite in_app_iff; simpl; tauto. }
  (* b stands twice in the profile, so at least once among the others *)
  assert (twice : (2 <= count_occ Req_EM_T (a ++ b :: c ++ b :: d) b)%nat).
  { rewrite !count_occ_app, !count_occ_cons_eq, count_occ_app, count_occ_cons_eq by reflexivity; lia. }
  assert (once : (0 < count_occ Req_EM_T (before ++ after) b)%nat).
  { rewrite place, count_occ_app in twice; simpl in twice; rewrite count_occ_app.
    destruct (Req_EM_T bid b); lia. }
  apply count_occ_In, above in once; lra.
Qed.

Theorem msb_anonymous : forall rho, anonymous (msb rho).
Proof.
  intros rho before bid after before' after' _ same; simpl; unfold psi.
  rewrite (highest_permutation _ _ same); auto.
Qed.
