(** * The laws say exactly what the auction is

    The laws and the auction are two descriptions of one thing: a mechanism
    obeys the laws of [lawful], pays nobody, lets winners gain and lets some bid
    beat 1 if and only if it is the modified second-bid auction with some
    constant rho >= 1.  Two mechanisms are the same here if they have the same
    outcome for every legal profile of bids, for every N from 1 on, at every
    place. *)

From Dmsb Require Import Bids Mechanism Truthful Feasible FalseNames ScaleFree Threshold Uniqueness.

(** Laws speak of outcomes of legal bids, so the same auction obeys the same laws. *)
Section Same.
  Variables m m' : mechanism.
  Hypothesis same : same_auction m m'.

  Lemma same_utility : forall before value bid after, legal (before ++ bid :: after) ->
    utility m value before bid after = utility m' value before bid after.
  Proof. intros; unfold utility; destruct (same before bid after H) as [-> ->]; reflexivity. Qed.

  Lemma same_uav : forall bids, legal bids -> (uav_serves m bids <-> uav_serves m' bids).
  Proof.
    intros bids all; split; intros serves before bid after place;
      rewrite place in all; destruct (same before bid after all) as [win _];
      [rewrite <- win | rewrite win]; apply serves; exact place.
  Qed.

  Lemma same_lawful : lawful m' -> lawful m.
  Proof.
    intros [free' one' nameless' truthful' winner' loser' common']; constructor.
    - intros before bid after legal_bids; destruct (same before bid after legal_bids) as [-> ->]; auto.
    - intros a b1 c b2 d legal_bids.
      assert (legal_bids' : legal ((a ++ b1 :: c) ++ b2 :: d)) by (rewrite <- app_assoc; exact legal_bids).
      rewrite (proj1 (same _ _ _ legal_bids)), (proj1 (same _ _ _ legal_bids')); auto.
    - intros before bid after before' after' legal_bids permuted.
      assert (legal_bids' : legal (before' ++ bid :: after')).
      { apply legal_middle; apply legal_middle in legal_bids as [others_legal bid_legal]; split; [| exact bid_legal].
        eapply legal_permutation; eassumption. }
      destruct (same _ _ _ legal_bids) as [-> ->], (same _ _ _ legal_bids') as [-> ->]; auto.
    - intros before value bid after others_legal value_legal bid_legal.
      rewrite !same_utility by (apply legal_middle; auto); auto.
    - intros bid others extra legal_bids.
      assert (legal_others : legal ([] ++ bid :: others)).
      { unfold legal in *; rewrite Forall_forall in *; intros b at_b; apply legal_bids.
        simpl in *; rewrite in_app_iff; tauto. }
      rewrite (proj1 (same [] bid (others ++ extra) legal_bids)), (proj1 (same _ _ _ legal_others)).
      exact (winner' bid others extra legal_bids).
    - intros bid others extra legal_bids low.
      assert (legal_others : legal ([] ++ bid :: others)).
      { unfold legal in *; rewrite Forall_forall in *; intros b at_b; apply legal_bids.
        simpl in *; rewrite in_app_iff; tauto. }
      rewrite (proj1 (same [] bid (others ++ extra) legal_bids)), (proj1 (same _ _ _ legal_others)).
      exact (loser' bid others extra legal_bids low).
    - intros theta bids positive all.
      rewrite !same_uav by (try apply legal_scale; auto; lra); auto.
  Qed.
End Same.

Theorem characterisation : forall m,
  (lawful m /\ pays_nobody m /\ winners_gain m /\ some_bid_beats_one m) <->
  exists rho, 1 <= rho /\ same_auction m (msb rho).
Proof.
  intros m; split; [intros (laws & nobody & gain & beats); apply uniqueness_exact; assumption |].
  intros (rho & at_least_one & same); split; [| split; [| split]].
  - apply (same_lawful m (msb rho) same), msb_lawful; exact at_least_one.
  - intros before bid after legal_bids; destruct (same _ _ _ legal_bids) as [_ ->].
    apply msb_pays_nobody; [lra | exact legal_bids].
  - intros before bid after legal_bids; destruct (same _ _ _ legal_bids) as [-> ->].
    apply msb_winners_gain; exact legal_bids.
  - destruct (msb_some_bid_beats_one rho at_least_one) as (bid & bid_legal & beats).
    exists bid; split; [exact bid_legal |].
    rewrite (proj1 (same [] bid [1] ltac:(repeat (apply legal_cons; split; [lra |]); constructor))); exact beats.
Qed.
