(** * Mechanisms and their laws

    A mechanism sells one task to one of N ground base stations or leaves it to
    the UAV.  It is seen from each station's place: given the bids of the
    stations *before* it, its own bid, and the bids of the stations *after* it,
    it says whether the station wins and what it pays.  The whole profile is
    [before ++ bid :: after]; the bids of the others, b_-n, are
    [before ++ after].  So one definition covers every N and every place, and a
    mechanism is *deterministic* by its type: [wins] is a yes or a no.

    This file states the laws for any mechanism, each as the property it is, and
    the one mechanism that the rest of the development is about, the modified
    second-bid auction [msb rho], (14) and (15).  Nothing is proved here but
    what a law means.  All bids are real numbers that are not negative. *)

From Dmsb Require Export Bids.

Record mechanism := {
  wins : list R -> R -> list R -> bool;
  pays : list R -> R -> list R -> R
}.

(** A station stands somewhere in a profile: taking its bid out is legal, too. *)
Lemma legal_middle : forall before bid after,
  legal (before ++ bid :: after) <-> legal (before ++ after) /\ 0 <= bid.
Proof. intros; rewrite !legal_app, legal_cons; tauto. Qed.

(** What a station with a value earns by a bid. *)
Definition utility (m : mechanism) (value : R) (before : list R) (bid : R) (after : list R) : R :=
  (if wins m before bid after then value else 0) - pays m before bid after.

(** Losers pay nothing. *)
Definition losers_pay_nothing (m : mechanism) : Prop :=
  forall before bid after, legal (before ++ bid :: after) ->
  wins m before bid after = false -> pays m before bid after = 0.

(** Nobody is paid, neither for taking part nor for winning. *)
Definition pays_nobody (m : mechanism) : Prop :=
  forall before bid after, legal (before ++ bid :: after) -> 0 <= pays m before bid after.

(** Feasible: of two stations of one round, at most one wins.  (If none does,
    the UAV serves.) *)
Definition feasible (m : mechanism) : Prop :=
  forall a b1 c b2 d, legal (a ++ b1 :: c ++ b2 :: d) ->
  ~ (wins m a b1 (c ++ b2 :: d) = true /\ wins m (a ++ b1 :: c) b2 d = true).

(** Anonymous: a station's outcome depends on its bid and on the others' bids,
    and neither on its place nor on who the others are.  See [Anonymity] for the
    same in the words "permuting the bids permutes the outcome". *)
Definition anonymous (m : mechanism) : Prop :=
  forall before bid after before' after', legal (before ++ bid :: after) ->
  Permutation (before ++ after) (before' ++ after') ->
  wins m before bid after = wins m before' bid after' /\
  pays m before bid after = pays m before' bid after'.

(** Strategy-proof: truth is a dominant strategy. *)
Definition strategy_proof (m : mechanism) : Prop :=
  forall before value bid after, legal (before ++ after) -> 0 <= value -> 0 <= bid ->
  utility m value before bid after <= utility m value before value after.

(** Individually rational: with the truth nobody loses money. *)
Definition individually_rational (m : mechanism) : Prop :=
  forall before value after, legal (before ++ after) -> 0 <= value ->
  0 <= utility m value before value after.

(** Monotone: a winner that bids more still wins. *)
Definition monotone (m : mechanism) : Prop :=
  forall before bid more after, legal (before ++ after) -> 0 <= bid -> bid <= more ->
  wins m before bid after = true -> wins m before more after = true.

(** Critical payment: a winner pays the infimum of its winning bids.  Every bid
    above its payment wins, every bid below loses. *)
Definition critical_payment (m : mechanism) : Prop :=
  forall before bid after, legal (before ++ after) -> 0 <= bid ->
  wins m before bid after = true ->
  forall other, 0 <= other ->
  (pays m before bid after < other -> wins m before other after = true) /\
  (other < pays m before bid after -> wins m before other after = false).

(** Winner-false-name-proof: psi(B + S) >= psi(B).  Stated by who wins, which
    needs no psi: whoever wins beside extra identities S wins without them. *)
Definition winner_false_name_proof (m : mechanism) : Prop :=
  forall bid others extra, legal (bid :: others ++ extra) ->
  wins m [] bid (others ++ extra) = true -> wins m [] bid others = true.

(** Loser-false-name-proof: psi(B + S) <= psi(B) whenever max S <= max B.
    Extra identities that outbid none of the others take the task from nobody. *)
Definition loser_false_name_proof (m : mechanism) : Prop :=
  forall bid others extra, legal (bid :: others ++ extra) ->
  highest extra <= highest others ->
  wins m [] bid others = true -> wins m [] bid (others ++ extra) = true.

(** (22): of the others' bids only the highest matters. *)
Definition highest_bid_decides (m : mechanism) : Prop :=
  forall bid others, legal (bid :: others) -> others <> [] ->
  wins m [] bid others = wins m [] bid [highest others].

(** One owner with a list of identities, in the places after [before]. *)
Fixpoint one_wins (m : mechanism) (before identities others : list R) : bool :=
  match identities with
  | [] => false
  | b :: rest =>
      wins m before b (rest ++ others) || one_wins m (before ++ [b]) rest others
  end.

Fixpoint all_pay (m : mechanism) (before identities others : list R) : R :=
  match identities with
  | [] => 0
  | b :: rest =>
      pays m before b (rest ++ others) + all_pay m (before ++ [b]) rest others
  end.

(** What an owner earns by bidding under all these identities: its value once if
    one of them wins, less what they all pay. *)
Definition owner_utility (m : mechanism) (value : R) (identities others : list R) : R :=
  (if one_wins m [] identities others then value else 0) - all_pay m [] identities others.

(** No gain from identities, in money: no list of identities, of whatever length
    and with whatever bids, earns more than one identity with the true value. *)
Definition no_gain_from_identities (m : mechanism) : Prop :=
  forall value identities others, legal (identities ++ others) -> 0 <= value ->
  owner_utility m value identities others <= utility m value [] value others.

(** Homogeneous of degree one: in another currency the same station wins and
    pays the same amount. *)
Definition homogeneous (m : mechanism) : Prop :=
  forall theta before bid after, 0 < theta -> legal (before ++ bid :: after) ->
  wins m (scale theta before) (theta * bid) (scale theta after) = wins m before bid after /\
  pays m (scale theta before) (theta * bid) (scale theta after) = theta * pays m before bid after.

(** The UAV serves: no station wins, wherever it stands. *)
Definition uav_serves (m : mechanism) (bids : list R) : Prop :=
  forall before bid after, bids = before ++ bid :: after -> wins m before bid after = false.

(** Scale-free: the UAV serves for bids b iff it serves for theta b.  This is
    freedom from adverse selection, for a mechanism that sees nothing but the
    bids: a common value multiplies all bids and does not move who serves. *)
Definition scale_free (m : mechanism) : Prop :=
  forall theta bids, 0 < theta -> legal bids ->
  (uav_serves m bids <-> uav_serves m (scale theta bids)).

(** ** The modified second-bid auction *)

(** The critical payment psi(b_-n; rho) = rho max b_-n; 0 without another bidder. *)
Definition psi (rho : R) (others : list R) : R := rho * highest others.

(** (14) and (15): station n wins iff its bid strictly exceeds psi(b_-n; rho), and
    then pays it.  Else the UAV serves. *)
Definition msb (rho : R) : mechanism := {|
  wins before bid after := exceeds bid (psi rho (before ++ after));
  pays before bid after :=
    if exceeds bid (psi rho (before ++ after)) then psi rho (before ++ after) else 0
|}.

Lemma msb_wins : forall rho before bid after,
  wins (msb rho) before bid after = true <-> psi rho (before ++ after) < bid.
Proof. intros; apply exceeds_true. Qed.

Lemma msb_loses : forall rho before bid after,
  wins (msb rho) before bid after = false <-> bid <= psi rho (before ++ after).
Proof. intros; apply exceeds_false. Qed.

Lemma msb_price : forall rho before bid after,
  wins (msb rho) before bid after = true ->
  pays (msb rho) before bid after = psi rho (before ++ after).
Proof. simpl; intros rho before bid after win; rewrite win; reflexivity. Qed.

Lemma psi_nonnegative : forall rho others, 0 <= rho -> 0 <= psi rho others.
Proof. intros; apply Rmult_le_pos; [assumption | apply highest_nonnegative]. Qed.

(** The factor "infinity": the UAV always serves.  The Java class takes it, too. *)
Definition uav_only : mechanism := {|
  wins _ _ _ := false;
  pays _ _ _ := 0
|}.
