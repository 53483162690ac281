(** * The price is the threshold, for any truthful mechanism

    Of any mechanism that is strategy-proof and whose losers pay nothing: every bid
    above a winner's price wins, it is monotone, the price does not depend on the
    winning bid, and every bid below the price loses if any bid does.  And in any
    round of any mechanism, the UAV serves or some station wins.  These are the first
    steps of [Uniqueness]; they hold of more auctions than modified second-bid. *)

From Dmsb Require Import Bids Mechanism.

Section Threshold.
  Variable m : mechanism.
  Hypothesis free : losers_pay_nothing m.
  Hypothesis truthful : strategy_proof m.

  Lemma loser_earns_nothing : forall before value bid after,
    legal (before ++ bid :: after) -> wins m before bid after = false ->
    utility m value before bid after = 0.
  Proof. intros; unfold utility; rewrite H0, free by assumption; lra. Qed.

  Lemma winner_earns : forall before value bid after, wins m before bid after = true ->
    utility m value before bid after = value - pays m before bid after.
  Proof. intros; unfold utility; rewrite H; reflexivity. Qed.

  (** What is above the price wins. *)
  Lemma above_price_wins : forall before bid after other,
    legal (before ++ bid :: after) -> 0 <= other -> wins m before bid after = true ->
    pays m before bid after < other -> wins m before other after = true.
  Proof.
    intros before bid after other legal_bids nonnegative win above.
    apply legal_middle in legal_bids as [others_legal bid_legal].
    destruct (wins m before other after) eqn:lost; [reflexivity | exfalso].
    pose proof (truthful before other bid after others_legal nonnegative bid_legal) as gain.
    rewrite (winner_earns _ _ _ _ win), loser_earns_nothing in gain by (try apply legal_middle; auto); lra.
  Qed.

  Lemma truthful_monotone : monotone m.
  Proof.
    intros before bid more after others_legal bid_legal up win.
    destruct (Rle_lt_dec more (pays m before bid after)) as [low | above].
    - destruct (Req_dec more bid) as [-> | differ]; [exact win |].
      destruct (wins m before more after) eqn:lost; [reflexivity | exfalso].
      (* the bid wins at a price above its value: bidding more and losing is better *)
      pose proof (truthful before bid more after others_legal bid_legal ltac:(lra)) as gain.
      rewrite (winner_earns _ _ _ _ win), loser_earns_nothing in gain
        by (try apply legal_middle; split || assumption; auto; lra); lra.
    - apply (above_price_wins before bid); auto; [apply legal_middle; auto | lra].
  Qed.

  (** The price does not depend on the winning bid. *)
  Lemma one_price : forall before bid other after,
    legal (before ++ after) -> 0 <= bid -> 0 <= other ->
    wins m before bid after = true -> wins m before other after = true ->
    pays m before bid after = pays m before other after.
  Proof.
    intros before bid other after others_legal bid_legal other_legal win1 win2.
    pose proof (truthful before bid other after others_legal bid_legal other_legal).
    pose proof (truthful before other bid after others_legal other_legal bid_legal).
    rewrite !winner_earns in * by assumption; lra.
  Qed.

  (** What is below the price loses, if any bid loses. *)
  Lemma below_price_loses : forall before bid after other some,
    legal (before ++ bid :: after) -> 0 <= other -> wins m before bid after = true ->
    0 <= some -> wins m before some after = false ->
    other < pays m before bid after -> wins m before other after = false.
  Proof.
    intros before bid after other some legal_bids nonnegative win some_legal lost below.
    apply legal_middle in legal_bids as [others_legal bid_legal].
    destruct (wins m before other after) eqn:win2; [exfalso | reflexivity].
    pose proof (truthful before other some after others_legal nonnegative some_legal) as gain.
    rewrite (winner_earns _ _ _ _ win2), loser_earns_nothing in gain by (try apply legal_middle; auto).
    rewrite (one_price before other bid) in gain by assumption; lra.
  Qed.
End Threshold.

(** A mechanism leaves the task to the UAV, or somebody wins. *)
Lemma somebody_or_uav : forall m bids,
  uav_serves m bids \/
  exists before bid after, bids = before ++ bid :: after /\ wins m before bid after = true.
Proof.
  intros m bids.
  assert (every_rest : forall rest done, bids = done ++ rest ->
    (forall before bid after, rest = before ++ bid :: after -> wins m (done ++ before) bid after = false) \/
    exists before bid after, bids = before ++ bid :: after /\ wins m before bid after = true).
  { induction rest as [| b rest IH]; intros done place.
    - left; intros before bid after empty; destruct before; discriminate.
    - destruct (wins m done b rest) eqn:win; [right; exists done, b, rest; auto |].
      destruct (IH (done ++ [b])) as [none | some]; [rewrite place, <- app_assoc; reflexivity | left | auto].
      intros before bid after split; destruct before as [| c before]; injection split as -> ->.
      + rewrite app_nil_r; exact win.
      + specialize (none before bid after eq_refl); rewrite <- app_assoc in none; exact none. }
  destruct (every_rest bids [] eq_refl) as [none | some]; [left | right; exact some].
  intros before bid after place; exact (none before bid after place).
Qed.
