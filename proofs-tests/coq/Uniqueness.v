(** * There is no other auction

    The converse, after Arnosti, Beck and Milgrom (2016).  Take any mechanism that
    is deterministic (by its type), in which losers pay nothing, and that is
    feasible, anonymous, strategy-proof, false-name-proof for winners and for
    losers, and scale-free; and let some bid beat a single other bid of 1.  Then
    there is *one constant* rho >= 1, the same for every number of stations, such
    that with at least one other station every bid above rho max b_-n wins, every
    bid below loses, and a winner pays rho max b_-n: [uniqueness].

    What the laws leave open is what they cannot see.  Exactly at the price a
    station is indifferent; the mechanism resolves that in the same way
    everywhere ([uniqueness_at_the_price]).  A station alone has no other bid to
    be compared with.  If winners gain something and nobody is paid, both are
    settled too, and the mechanism *is* [msb rho] for every N from 1 on:
    [uniqueness_exact], and with the theorems of the other files
    [characterisation], an equivalence.  If no bid beats 1, no bid beats anything
    positive: rho is infinite ([uniqueness_infinite]).

    The road: truth and free losers make the price the threshold; anonymity and
    feasibility let only a single highest bid win; the two false-name laws give
    (22), psi({max B}) = psi(B); scale-freeness makes psi({x}) a multiple of x;
    feasibility makes the multiple at least 1. *)

From Dmsb Require Import Bids Mechanism Truthful Feasible FalseNames ScaleFree Threshold.

(** The laws that uniqueness needs. *)
Record lawful (m : mechanism) : Prop := {
  free : losers_pay_nothing m;
  at_most_one : feasible m;
  nameless : anonymous m;
  truthful : strategy_proof m;
  winner_proof : winner_false_name_proof m;
  loser_proof : loser_false_name_proof m;
  common_value : scale_free m
}.

Section Uniqueness.
  Variable m : mechanism.
  Hypothesis laws : lawful m.

  (** Every place is as good as the first. *)
  Lemma first_place : forall before bid after, legal (before ++ bid :: after) ->
    wins m before bid after = wins m [] bid (before ++ after) /\
    pays m before bid after = pays m [] bid (before ++ after).
  Proof. intros; apply nameless; auto. Qed.

  Lemma reorder : forall bid others others', legal (bid :: others) -> Permutation others others' ->
    wins m [] bid others = wins m [] bid others'.
  Proof. intros; apply nameless; auto. Qed.

  (** Only a bid above all others wins. *)
  Lemma only_highest_wins : forall bid others other, legal (bid :: others) ->
    wins m [] bid others = true -> In other others -> other < bid.
  Proof.
    intros bid others other legal_bids win at_other.
    destruct (Rlt_le_dec other bid) as [below | above]; [exact below | exfalso].
    apply legal_cons in legal_bids as [bid_legal others_legal].
    assert (other_legal : 0 <= other) by (eapply Forall_forall in others_legal; eassumption).
    assert (win2 : wins m [] other others = true).
    { apply (truthful_monotone m (free m laws) (truthful m laws) [] bid); auto. }
    apply in_split in at_other as (x & y & ->).
    apply (at_most_one m laws [] other x other y).
    - apply legal_cons; auto.
    - split; [exact win2 | cbn [app]].
      rewrite <- (proj1 (nameless m laws [] other (x ++ other :: y) (other :: x) y
        ltac:(apply legal_cons; auto) ltac:(symmetry; apply Permutation_middle))).
      exact win2.
  Qed.

  Lemma zero_loses : forall others, legal others -> others <> [] -> wins m [] 0 others = false.
  Proof.
    intros [| other rest] others_legal some; [contradiction |].
    destruct (wins m [] 0 (other :: rest)) eqn:win; [exfalso | reflexivity].
    pose proof (only_highest_wins 0 (other :: rest) other).
    apply legal_cons in others_legal as others_legal'; destruct others_legal' as [nonnegative _].
    assert (other < 0) by (apply H; [apply legal_cons; split; [lra | assumption] | exact win | now left]).
    lra.
  Qed.

  (** (22), from the two false-name laws. *)
  Lemma uniqueness_22 : highest_bid_decides m.
  Proof.
    intros bid others legal_bids some.
    apply legal_cons in legal_bids as legal_bids'; destruct legal_bids' as [bid_legal others_legal].
    destruct (highest_first others others_legal some) as (rest & same & low).
    rewrite (reorder bid others _ legal_bids same).
    assert (together : legal (bid :: [highest others] ++ rest)).
    { apply (legal_permutation (bid :: others)); [simpl; constructor; exact same | exact legal_bids]. }
    apply eq_true_iff_eq; split; intros win.
    - apply (winner_proof m laws bid [highest others] rest); assumption.
    - apply (loser_proof m laws bid [highest others] rest); auto.
      rewrite highest_one by apply highest_nonnegative; exact low.
  Qed.

  (** Scale-freeness, said of the UAV, says who of the stations wins. *)
  Lemma rescaled_winner : forall theta bid others, 0 < theta -> legal (bid :: others) ->
    wins m [] bid others = true -> wins m [] (theta * bid) (scale theta others) = true.
  Proof.
    intros theta bid others positive legal_bids win.
    assert (legal_scaled : legal (scale theta (bid :: others))) by (apply legal_scale; [lra | assumption]).
    destruct (somebody_or_uav m (scale theta (bid :: others))) as [uav | (before & c & after & place & win2)].
    - exfalso; apply (common_value m laws theta (bid :: others) positive legal_bids) in uav.
      specialize (uav [] bid others eq_refl); congruence.
    - destruct before as [| b before]; [injection place as <- <-; exact win2 | exfalso].
      (* another bid would have to be above this one, which was above it *)
      injection place as <- place.
      change (legal (theta * bid :: scale theta others)) in legal_scaled; rewrite place in legal_scaled.
      assert (theta * bid < c).
      { rewrite (proj1 (first_place (theta * bid :: before) c after legal_scaled)) in win2.
        apply (only_highest_wins c ((theta * bid :: before) ++ after)); [| exact win2 | now left].
        apply (legal_middle (theta * bid :: before) c after) in legal_scaled; apply legal_cons; tauto. }
      assert (In c (scale theta others)) as at_c.
      { rewrite place; apply in_app_iff; right; now left. }
      apply in_map_iff in at_c as (o & <- & at_o).
      pose proof (only_highest_wins bid others o legal_bids win at_o); nra.
  Qed.

  Lemma rescaled : forall theta bid others, 0 < theta -> legal (bid :: others) ->
    wins m [] (theta * bid) (scale theta others) = wins m [] bid others.
  Proof.
    intros theta bid others positive legal_bids; apply eq_true_iff_eq; split; intros win.
    - assert (inverse : 0 < / theta) by (apply Rinv_0_lt_compat; assumption).
      apply (rescaled_winner (/ theta)) in win; [| exact inverse |].
      + replace (/ theta * (theta * bid)) with bid in win by (field; lra).
        replace (scale (/ theta) (scale theta others)) with others in win; [exact win |].
        unfold scale; rewrite map_map; rewrite <- (map_id others) at 1.
        apply map_ext; intros o; field; lra.
      + change (legal (scale theta (bid :: others))); apply legal_scale; [lra | assumption].
    - apply rescaled_winner; assumption.
  Qed.

  (** So every comparison is a comparison with 1. *)
  Lemma compare_with_one : forall bid others, legal (bid :: others) -> 0 < highest others ->
    wins m [] bid others = wins m [] (bid / highest others) [1].
  Proof.
    intros bid others legal_bids positive.
    assert (some : others <> []) by (intros ->; simpl in positive; lra).
    apply legal_cons in legal_bids as legal_bids'; destruct legal_bids' as [bid_legal _].
    rewrite uniqueness_22 by assumption.
    assert (inverse : 0 < / highest others) by (apply Rinv_0_lt_compat; assumption).
    rewrite <- (rescaled (/ highest others)).
    - simpl; rewrite Rinv_l by lra; f_equal; unfold Rdiv; ring.
    - exact inverse.
    - repeat (apply legal_cons; split; [lra |]); constructor.
  Qed.

  (** A threshold that does not depend on the winning bid is the price. *)
  Lemma price_is_threshold : forall before bid after threshold,
    legal (before ++ bid :: after) -> before ++ after <> [] -> 0 <= threshold ->
    (forall other, 0 <= other -> threshold < other -> wins m before other after = true) ->
    (forall other, 0 <= other -> other < threshold -> wins m before other after = false) ->
    wins m before bid after = true -> pays m before bid after = threshold.
  Proof.
    intros before bid after threshold legal_bids some nonnegative above below win.
    apply legal_middle in legal_bids as legal_bids'; destruct legal_bids' as [others_legal bid_legal].
    set (price := pays m before bid after).
    destruct (Rtotal_order price threshold) as [low | [equal | high]]; [exfalso | exact equal | exfalso].
    - set (middle := (Rmax price 0 + threshold) / 2).
      assert (Rmax price 0 < threshold \/ threshold <= 0) as [room | none].
      { unfold Rmax; destruct (Rle_dec price 0); lra. }
      + assert (price <= Rmax price 0 /\ 0 <= Rmax price 0) by (split; [apply Rmax_l | apply Rmax_r]).
        assert (wins m before middle after = false) by (apply below; unfold middle; lra).
        assert (wins m before middle after = true).
        { apply (above_price_wins m (free m laws) (truthful m laws) before bid); auto; fold price; unfold middle; lra. }
        congruence.
      + (* threshold 0 and a negative price: a station worth nothing would rather win *)
        assert (wins m before 0 after = false) as lost.
        { rewrite (proj1 (first_place before 0 after ltac:(apply legal_middle; split; [assumption | lra]))).
          apply zero_loses; assumption. }
        pose proof (truthful m laws before 0 bid after others_legal ltac:(lra) bid_legal) as gain.
        rewrite (winner_earns m _ _ _ _ win), (loser_earns_nothing m (free m laws)) in gain;
          [fold price in gain; lra | apply legal_middle; split; [assumption | lra] | exact lost].
    - set (middle := (price + threshold) / 2).
      assert (wins m before middle after = true) by (apply above; unfold middle; lra).
      assert (wins m before middle after = false).
      { apply (below_price_loses m (free m laws) (truthful m laws) before bid after middle 0); auto;
          fold price; unfold middle; try lra.
        rewrite (proj1 (first_place before 0 after ltac:(apply legal_middle; split; [assumption | lra]))).
        apply zero_loses; assumption. }
      congruence.
  Qed.

  (** If a bid beats 1, what it pays for it is the constant. *)
  Section Finite.
    Variable some_bid : R.
    Hypothesis some_legal : 0 <= some_bid.
    Hypothesis beats_one : wins m [] some_bid [1] = true.

    Let rho := pays m [] some_bid [1].

    Lemma legal_against_one : forall bid, 0 <= bid -> legal ([] ++ bid :: [1]).
    Proof. intros; simpl; apply legal_cons; split; [assumption | apply legal_cons; split; [lra | constructor]]. Qed.

    Lemma one_threshold : forall bid, 0 <= bid ->
      (rho < bid -> wins m [] bid [1] = true) /\ (bid < rho -> wins m [] bid [1] = false).
    Proof.
      intros bid nonnegative; split; intros compare.
      - apply (above_price_wins m (free m laws) (truthful m laws) [] some_bid [1]); auto.
        apply legal_against_one; assumption.
      - apply (below_price_loses m (free m laws) (truthful m laws) [] some_bid [1] bid 0); auto; try lra.
        + apply legal_against_one; assumption.
        + apply zero_loses; [apply legal_cons; split; [lra | constructor] | discriminate].
    Qed.

    Lemma constant_at_least_one : 1 <= rho.
    Proof.
      destruct (Rle_lt_dec 1 rho) as [fine | low]; [exact fine | exfalso].
      assert (win : wins m [] 1 [1] = true) by (apply one_threshold; lra).
      apply (only_highest_wins 1 [1] 1) in win; [lra | apply legal_against_one; lra | now left].
    Qed.

    Lemma front_threshold : forall bid others, legal (bid :: others) -> others <> [] ->
      (psi rho others < bid -> wins m [] bid others = true) /\
      (bid < psi rho others -> wins m [] bid others = false).
    Proof.
      intros bid others legal_bids some.
      apply legal_cons in legal_bids as legal_bids'; destruct legal_bids' as [bid_legal others_legal].
      pose proof constant_at_least_one as at_least_one.
      destruct (Rle_lt_or_eq_dec _ _ (highest_nonnegative others)) as [positive | zero].
      - rewrite compare_with_one by assumption; unfold psi.
        assert (quotient : 0 <= bid / highest others) by (apply Rle_mult_inv_pos; assumption).
        assert (back : bid = bid / highest others * highest others) by (field; lra).
        split; intros compare; apply one_threshold; try exact quotient; nra.
      - unfold psi; rewrite <- zero, Rmult_0_r; split; intros compare; [| lra].
        rewrite uniqueness_22, <- zero by assumption.
        (* beat a small bid; add 0, as a loser may; take the small bid away *)
        set (small := bid / (rho + 1)).
        assert (small_positive : 0 < small) by (apply Rdiv_lt_0_compat; lra).
        assert (room : rho * small < bid).
        { assert (bid = small * (rho + 1)) by (unfold small; field; lra); nra. }
        assert (three : legal (bid :: [0] ++ [small])).
        { repeat (apply legal_cons; split; [lra |]); constructor. }
        apply (winner_proof m laws bid [0] [small]); [exact three |].
        rewrite (reorder bid ([0] ++ [small]) ([small] ++ [0]) three) by apply Permutation_app_comm.
        apply (loser_proof m laws).
        + repeat (apply legal_cons; split; [lra |]); constructor.
        + rewrite !highest_one by lra; lra.
        + assert (legal_small : legal (bid :: [small])) by (repeat (apply legal_cons; split; [lra |]); constructor).
          rewrite compare_with_one; [| exact legal_small | rewrite highest_one; lra].
          rewrite highest_one by lra.
          assert (back : bid = bid / small * small) by (field; lra).
          apply one_threshold; [apply Rle_mult_inv_pos |]; nra.
    Qed.

    (** What is true of the first place is true of every place. *)
    Lemma threshold : forall before bid after,
      legal (before ++ bid :: after) -> before ++ after <> [] ->
      (psi rho (before ++ after) < bid -> wins m before bid after = true) /\
      (bid < psi rho (before ++ after) -> wins m before bid after = false).
    Proof.
      intros before bid after legal_bids some.
      rewrite (proj1 (first_place _ _ _ legal_bids)); apply front_threshold; [| exact some].
      apply legal_middle in legal_bids; apply legal_cons; tauto.
    Qed.

    Lemma price : forall before bid after,
      legal (before ++ bid :: after) -> before ++ after <> [] ->
      wins m before bid after = true -> pays m before bid after = psi rho (before ++ after).
    Proof.
      intros before bid after legal_bids some win.
      pose proof constant_at_least_one.
      apply legal_middle in legal_bids as legal_bids'; destruct legal_bids' as [others_legal bid_legal].
      apply price_is_threshold; auto.
      - apply psi_nonnegative; lra.
      - intros; apply threshold; auto; apply legal_middle; auto.
      - intros; apply threshold; auto; apply legal_middle; auto.
    Qed.

    Lemma alone_wins : forall bid, 0 < bid -> wins m [] bid [] = true.
    Proof.
      intros bid positive.
      assert (two : legal (bid :: [0])) by (repeat (apply legal_cons; split; [lra |]); constructor).
      apply (winner_proof m laws bid [] [0]); [exact two |].
      apply front_threshold; [exact two | discriminate |].
      simpl; unfold psi; rewrite highest_one; lra.
    Qed.

    Lemma at_the_price : forall before after, legal (before ++ after) -> 0 < highest (before ++ after) ->
      wins m before (psi rho (before ++ after)) after = wins m [] rho [1].
    Proof.
      intros before after others_legal positive.
      pose proof constant_at_least_one.
      assert (nonnegative : 0 <= psi rho (before ++ after)) by (apply psi_nonnegative; lra).
      assert (legal_bids : legal (before ++ psi rho (before ++ after) :: after)) by (apply legal_middle; auto).
      rewrite (proj1 (first_place _ _ _ legal_bids)), compare_with_one; [| apply legal_cons; auto | exact positive].
      f_equal; unfold psi; field; lra.
    Qed.
  End Finite.
End Uniqueness.

(** ** The theorems *)

(** Some bid beats a single other bid of 1: rho is not infinite. *)
Definition some_bid_beats_one (m : mechanism) : Prop := exists bid, 0 <= bid /\ wins m [] bid [1] = true.

(** One constant rho >= 1 for every N >= 2, every place and every profile. *)
Theorem uniqueness : forall m, lawful m -> some_bid_beats_one m ->
  exists rho, 1 <= rho /\
  forall before bid after, legal (before ++ bid :: after) -> before ++ after <> [] ->
  (psi rho (before ++ after) < bid -> wins m before bid after = true) /\
  (bid < psi rho (before ++ after) -> wins m before bid after = false) /\
  (wins m before bid after = true -> pays m before bid after = psi rho (before ++ after)).
Proof.
  intros m laws (some & some_legal & beats).
  exists (pays m [] some [1]); split.
  - apply constant_at_least_one; assumption.
  - intros before bid after legal_bids others; repeat split.
    + apply threshold; assumption.
    + apply threshold; assumption.
    + apply price; assumption.
Qed.

(** What happens exactly at the price is the same everywhere. *)
Theorem uniqueness_at_the_price : forall m, lawful m -> some_bid_beats_one m ->
  exists rho, 1 <= rho /\ exists at_price : bool,
  (forall before bid after, legal (before ++ bid :: after) -> 0 < highest (before ++ after) ->
   wins m before bid after =
   exceeds bid (psi rho (before ++ after))
   || (at_price && if Req_EM_T bid (psi rho (before ++ after)) then true else false)) /\
  (rho = 1 -> at_price = false).
Proof.
  intros m laws (some & some_legal & beats).
  set (rho := pays m [] some [1]); exists rho.
  assert (at_least_one : 1 <= rho) by (apply constant_at_least_one; assumption).
  split; [exact at_least_one |]; exists (wins m [] rho [1]); split.
  - intros before bid after legal_bids positive.
    assert (others : before ++ after <> []) by (intros none; rewrite none in positive; simpl in positive; lra).
    destruct (threshold m laws some some_legal beats before bid after legal_bids others) as [above below].
    fold rho in above, below.
    destruct (Req_EM_T bid (psi rho (before ++ after))) as [equal | differ].
    + assert (exceeds bid (psi rho (before ++ after)) = false) as -> by (apply exceeds_false; lra).
      rewrite andb_true_r; simpl; rewrite equal at 1.
      apply (at_the_price m laws some some_legal beats); [| exact positive].
      apply legal_middle in legal_bids; tauto.
    + rewrite andb_false_r, orb_false_r.
      destruct (exceeds bid (psi rho (before ++ after))) eqn:compare.
      * apply above, exceeds_true; assumption.
      * apply exceeds_false in compare; apply below; lra.
  - intros one; rewrite one.
    destruct (wins m [] 1 [1]) eqn:win; [exfalso | reflexivity].
    apply (only_highest_wins m laws 1 [1] 1) in win; [lra | | now left].
    repeat (apply legal_cons; split; [lra |]); constructor.
Qed.

(** If no bid beats 1, no bid beats anything positive. *)
Theorem uniqueness_infinite : forall m, lawful m -> ~ some_bid_beats_one m ->
  forall before bid after, legal (before ++ bid :: after) -> 0 < highest (before ++ after) ->
  wins m before bid after = false.
Proof.
  intros m laws none before bid after legal_bids positive.
  destruct (wins m before bid after) eqn:win; [exfalso | reflexivity]; apply none.
  apply legal_middle in legal_bids as legal_bids'; destruct legal_bids' as [others_legal bid_legal].
  exists (bid / highest (before ++ after)); split; [apply Rle_mult_inv_pos; assumption |].
  rewrite <- (compare_with_one m laws); [| apply legal_cons; auto | exact positive].
  rewrite <- (proj1 (first_place m laws before bid after legal_bids)); exact win.
Qed.

(** Winners gain: who is indifferent does not win. *)
Definition winners_gain (m : mechanism) : Prop :=
  forall before bid after, legal (before ++ bid :: after) ->
  wins m before bid after = true -> pays m before bid after < bid.

(** The same outcome for every legal profile of every N >= 1, at every place. *)
Definition same_auction (m m' : mechanism) : Prop :=
  forall before bid after, legal (before ++ bid :: after) ->
  wins m before bid after = wins m' before bid after /\
  pays m before bid after = pays m' before bid after.

Theorem uniqueness_exact : forall m,
  lawful m -> pays_nobody m -> winners_gain m -> some_bid_beats_one m ->
  exists rho, 1 <= rho /\ same_auction m (msb rho).
Proof.
  intros m laws nobody gain (some & some_legal & beats).
  set (rho := pays m [] some [1]); exists rho.
  assert (at_least_one : 1 <= rho) by (apply constant_at_least_one; assumption).
  split; [exact at_least_one |].
  intros before bid after legal_bids.
  assert (wins m before bid after = wins (msb rho) before bid after /\
    (wins m before bid after = true -> pays m before bid after = psi rho (before ++ after))) as [same paid].
  { destruct (before ++ after) as [| other others] eqn:place.
    - apply app_eq_nil in place as [-> ->]; simpl in *; unfold psi; simpl; rewrite Rmult_0_r.
      apply legal_cons in legal_bids as legal_bids'; destruct legal_bids' as [bid_legal _].
      split.
      + destruct (Rle_lt_or_eq_dec _ _ bid_legal) as [positive | <-].
        * rewrite (alone_wins m laws some some_legal beats bid positive).
          symmetry; apply exceeds_true; assumption.
        * assert (exceeds 0 0 = false) as -> by (apply exceeds_false; lra).
          destruct (wins m [] 0 []) eqn:win; [exfalso | reflexivity].
          pose proof (gain [] 0 [] legal_bids win); pose proof (nobody [] 0 [] legal_bids); lra.
      + intros win.
        pose proof (gain [] bid [] legal_bids win); pose proof (nobody [] bid [] legal_bids).
        (* a station worth half the price would win at the same price *)
        set (paid := pays m [] bid []) in *.
        destruct (Rle_lt_or_eq_dec _ _ H0) as [positive | zero]; [exfalso | auto].
        assert (win2 : wins m [] (paid / 2) [] = true) by (apply (alone_wins m laws some some_legal beats); lra).
        assert (legal_half : legal ([] ++ [paid / 2])) by (apply legal_cons; split; [lra | constructor]).
        pose proof (gain [] (paid / 2) [] legal_half win2).
        rewrite (one_price m (truthful m laws) [] (paid / 2) bid []) in H1; try assumption; try lra; try constructor.
        fold paid in H1; lra.
    - assert (others_there : before ++ after <> []) by (rewrite place; discriminate).
      rewrite <- place.
      pose proof (price m laws some some_legal beats before bid after legal_bids others_there) as paid.
      destruct (threshold m laws some some_legal beats before bid after legal_bids others_there) as [above below].
      fold rho in paid, above, below; split; [| exact paid].
      apply eq_true_iff_eq; rewrite msb_wins; split; intros win; [| auto].
      rewrite <- paid by exact win; apply gain; assumption. }
  split; [exact same |].
  destruct (wins m before bid after) eqn:win.
  - rewrite paid, msb_price; auto.
  - rewrite (free m laws) by assumption; simpl in *; rewrite <- same; reflexivity.
Qed.

(** Modified second-bid obeys all these laws, for every rho >= 1. *)
Theorem msb_lawful : forall rho, 1 <= rho -> lawful (msb rho).
Proof.
  intros rho at_least_one; constructor.
  - apply msb_losers_pay_nothing.
  - apply msb_feasible; assumption.
  - apply msb_anonymous.
  - apply msb_strategy_proof.
  - apply msb_winner_false_name_proof; lra.
  - apply msb_loser_false_name_proof.
  - apply msb_scale_free.
Qed.

Theorem msb_winners_gain : forall rho, winners_gain (msb rho).
Proof. intros rho before bid after _ win; rewrite msb_price by exact win; apply msb_wins; exact win. Qed.

Theorem msb_some_bid_beats_one : forall rho, 1 <= rho -> some_bid_beats_one (msb rho).
Proof.
  intros rho at_least_one; exists (rho + 1); split; [lra |].
  apply msb_wins; simpl; unfold psi; rewrite highest_one; lra.
Qed.
