(** * Theorem A: truthful over time

    A rule may set a factor of its own for every station, from the past bids of
    the *other* stations and from inputs that no bid can move: declarations,
    conditions, coins, looks and what they revealed.  Then one station, whatever
    its strategy, earns no more over a horizon than with the truth in every
    round: ex post, for every fixed sequence of the others' bids and of the
    inputs, for every length of the horizon, every weighting of the rounds
    (discounted or not), every N, and after every history.

    Assumptions, all of them:
    - the others' bids and the inputs are fixed sequences (open loop).  They may
      be anything, and the station may know all of them in advance, but they do
      not react to its bids.  Coins and looks are among the inputs: a theorem for
      every fixed sequence is a theorem for every draw;
    - the station's values are a fixed sequence: they do not depend on having won;
    - its factor, and whether the round is a look, do not change with its own past
      bids: [others_past].  They may see the others' past bids by name, and may
      ignore the last rounds, which is the "fixed lag";
    - utilities of rounds are added, with weights that are not negative;
    - identities are verified: the station bids once a round, at its own place.

    Factors of at least 1 are needed only for feasibility: at most one station wins
    a round, whatever factor of its own each has ([factors_of_their_own] in
    [Feasible]).  That the assumptions are needed is the subject of
    [OverTimeLimits]. *)

From Dmsb Require Import Bids Mechanism Truthful.

Section Horizon.
  (** What no bid of the station can move: of whatever kind. *)
  Variable input : Type.

  (** One round as the station finds it: its value, the bids of the stations
      before and after it, the inputs, and the weight of the round. *)
  Record situation := {
    value : R;
    before : list R;
    after : list R;
    inputs : input;
    weight : R
  }.

  (** What is recorded of a round: the bids, by place, and the inputs. *)
  Record recorded := {
    bids_before : list R;
    own_bid : R;
    bids_after : list R;
    seen : input
  }.

  (** A rule, for this station: from the past and the round's inputs, whether the
      round is a look, in which the UAV serves whatever the bids, and the factor. *)
  Record rule := {
    look : list recorded -> input -> bool;
    factor : list recorded -> input -> R
  }.

  (** The past without the station's own bids. *)
  Definition without_own (r : recorded) : list R * list R * input :=
    (bids_before r, bids_after r, seen r).

  (** The type of the theorem: look and factor come from the others' past. *)
  Definition others_past (r : rule) : Prop :=
    forall past past' i, map without_own past = map without_own past' ->
    look r past i = look r past' i /\ factor r past i = factor r past' i.

  (** A strategy: a bid from the whole past and the present situation.  It may
      know the value, the others' bids of this round and, since it is an
      arbitrary function and the sequences are fixed, all of the future. *)
  Definition strategy : Type := list recorded -> situation -> R.

  Definition truth : strategy := fun _ s => value s.

  (** What the station earns in one round. *)
  Definition round_utility (r : rule) (past : list recorded) (s : situation) (bid : R) : R :=
    if look r past (inputs s) then 0
    else utility (msb (factor r past (inputs s))) (value s) (before s) bid (after s).

  Definition record_of (s : situation) (bid : R) : recorded :=
    {| bids_before := before s; own_bid := bid; bids_after := after s; seen := inputs s |}.

  (** What it earns over the rounds to come, each recorded before the next. *)
  Fixpoint total (r : rule) (sigma : strategy) (past : list recorded) (future : list situation) : R :=
    match future with
    | [] => 0
    | s :: rest =>
        let bid := sigma past s in
        weight s * round_utility r past s bid
        + total r sigma (past ++ [record_of s bid]) rest
    end.

  (** A round is a price to take or to leave, whatever the factor. *)
  Lemma round_truthful : forall r past s bid,
    round_utility r past s bid <= round_utility r past s (value s).
  Proof.
    intros; unfold round_utility; destruct (look r past (inputs s)); [lra |].
    rewrite !msb_utility.
    set (price := psi _ _).
    destruct (exceeds bid price) eqn:lie, (exceeds (value s) price) eqn:honest;
      rewrite ?exceeds_true, ?exceeds_false in *; lra.
  Qed.

  (** Rounds do not interact: own past bids change nothing that is to come. *)
  Lemma own_past_is_harmless : forall r, others_past r ->
    forall future past past', map without_own past = map without_own past' ->
    total r truth past future = total r truth past' future.
  Proof.
    intros r blind; induction future as [| s rest IH]; intros past past' same; simpl; [reflexivity |].
    destruct (blind past past' (inputs s) same) as [same_look same_factor].
    unfold round_utility; rewrite same_look, same_factor; f_equal.
    apply IH; rewrite !map_app, same; reflexivity.
  Qed.

  (** Theorem A, after every history [past]. *)
  Theorem truthful_over_time : forall r, others_past r ->
    forall sigma future past, Forall (fun s => 0 <= weight s) future ->
    total r sigma past future <= total r truth past future.
  Proof.
    intros r blind sigma; induction future as [| s rest IH]; intros past weights; simpl; [lra |].
    apply Forall_cons_iff in weights as [weight_s weights].
    specialize (IH (past ++ [record_of s (sigma past s)]) weights).
    rewrite (own_past_is_harmless r blind rest _ (past ++ [record_of s (truth past s)])) in IH
      by (rewrite !map_app; reflexivity).
    pose proof (Rmult_le_compat_l _ _ _ weight_s (round_truthful r past s (sigma past s))).
    change (truth past s) with (value s) in *; lra.
  Qed.

  (** With the truth nobody loses money over time. *)
  Theorem individually_rational_over_time : forall r future past,
    Forall (fun s => 0 <= weight s) future -> 0 <= total r truth past future.
  Proof.
    intros r; induction future as [| s rest IH]; intros past weights; simpl; [lra |].
    apply Forall_cons_iff in weights as [weight_s weights].
    specialize (IH (past ++ [record_of s (truth past s)]) weights).
    assert (0 <= round_utility r past s (value s)).
    { unfold round_utility; destruct look; [lra |]; rewrite msb_utility.
      destruct exceeds eqn:honest; rewrite ?exceeds_true in *; lra. }
    pose proof (Rmult_le_pos _ _ weight_s H); change (truth past s) with (value s) in *; lra.
  Qed.
End Horizon.

(** Discounting is a choice of weights: round t counts delta^t. *)
Fixpoint discounted {input : Type} (delta : R) (t : nat) (future : list (situation input)) : list (situation input) :=
  match future with
  | [] => []
  | s :: rest =>
      {| value := value _ s; before := before _ s; after := after _ s; inputs := inputs _ s; weight := delta ^ t |}
      :: discounted delta (S t) rest
  end.

Lemma discounted_weights : forall input delta future t, 0 <= delta ->
  Forall (fun s : situation input => 0 <= weight _ s) (discounted delta t future).
Proof.
  intros input delta; induction future as [| s rest IH]; intros t nonnegative; simpl; constructor; auto.
  apply pow_le; exact nonnegative.
Qed.

Corollary truthful_over_time_discounted : forall input (r : rule input), others_past input r ->
  forall delta sigma future past, 0 <= delta ->
  total input r sigma past (discounted delta 0 future) <= total input r (truth input) past (discounted delta 0 future).
Proof.
  intros input r blind delta sigma future past nonnegative.
  apply truthful_over_time; [exact blind | apply discounted_weights; exact nonnegative].
Qed.
