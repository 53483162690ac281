(** * Permuting the bids permutes the outcome

    [Mechanism] calls a mechanism anonymous if a station's outcome depends on its
    own bid and on the others' bids in any order.  Here that is shown to be the
    textbook's law: for every permutation of the places, the station that moves to
    another place takes its outcome with it.  The two are equivalent, for every
    mechanism and every N: [anonymous_is_permuting]. *)

From Dmsb Require Import Bids Mechanism.

(** The outcome of the station at a place, counted from 0, of a profile. *)
Definition wins_at (m : mechanism) (bids : list R) (place : nat) : bool :=
  wins m (firstn place bids) (nth place bids 0) (skipn (S place) bids).
Definition pays_at (m : mechanism) (bids : list R) (place : nat) : R :=
  pays m (firstn place bids) (nth place bids 0) (skipn (S place) bids).

(** A permutation of the places 0..N-1. *)
Definition permutes (n : nat) (move : nat -> nat) : Prop :=
  FinFun.bFun n move /\ FinFun.bInjective n move.

(** The bids' is the profile in which the station at a place has moved. *)
Definition moved (move : nat -> nat) (bids bids' : list R) : Prop :=
  length bids' = length bids /\
  forall place, (place < length bids)%nat -> nth (move place) bids' 0 = nth place bids 0.

Definition permuting (m : mechanism) : Prop :=
  forall bids bids' move, legal bids -> permutes (length bids) move -> moved move bids bids' ->
  forall place, (place < length bids)%nat ->
  wins_at m bids' (move place) = wins_at m bids place /\
  pays_at m bids' (move place) = pays_at m bids place.

(** A profile, taken apart at a place and put together again. *)
Lemma apart : forall (bids : list R) place, (place < length bids)%nat ->
  bids = firstn place bids ++ nth place bids 0 :: skipn (S place) bids.
Proof.
  induction bids as [| b rest IH]; intros place inside; cbn in inside; [lia |].
  destruct place as [| place]; [reflexivity |].
  cbn [firstn nth app]; change (skipn (S (S place)) (b :: rest)) with (skipn (S place) rest).
  f_equal; apply IH; lia.
Qed.

Lemma at_place : forall before (bid : R) after,
  firstn (length before) (before ++ bid :: after) = before /\
  nth (length before) (before ++ bid :: after) 0 = bid /\
  skipn (S (length before)) (before ++ bid :: after) = after.
Proof.
  induction before as [| b before IH]; intros bid after; [auto |].
  destruct (IH bid after) as (f & n & s); cbn; rewrite f; auto.
Qed.

Lemma moved_is_permuted : forall move bids bids',
  permutes (length bids) move -> moved move bids bids' -> Permutation bids' bids.
Proof.
  intros move bids bids' [inside injective] [same_length places].
  apply (Permutation_nth bids' bids 0); split; [symmetry; exact same_length |].
  exists move; rewrite same_length; split; [exact inside | split; [exact injective |]].
  intros place at_place'; symmetry; apply places; exact at_place'.
Qed.

Theorem anonymous_permuting : forall m, anonymous m -> permuting m.
Proof.
  intros m nameless bids bids' move all permutation moves place inside.
  pose proof (moved_is_permuted move bids bids' permutation moves) as same.
  destruct permutation as [stays _], moves as [same_length places].
  assert (inside' : (move place < length bids')%nat) by (rewrite same_length; apply stays; exact inside).
  unfold wins_at, pays_at; rewrite (places place inside).
  rewrite (apart bids place inside) in same, all.
  rewrite (apart bids' (move place) inside'), (places place inside) in same.
  destruct (nameless (firstn place bids) (nth place bids 0) (skipn (S place) bids)
                     (firstn (move place) bids') (skipn (S (move place)) bids') all) as [win price]; [| auto].
  symmetry; exact (Permutation_app_inv _ _ _ _ _ same).
Qed.

(** Every profile is as good as one that begins with the station in question. *)
Definition to_front (place i : nat) : nat := if (i =? place)%nat then 0%nat else if (i <? place)%nat then S i else i.

Lemma to_front_permutes : forall place n, (place < n)%nat -> permutes n (to_front place).
Proof.
  intros place n inside; split; [intros i at_i | intros i j at_i at_j]; unfold to_front;
    repeat match goal with
    | |- context [(?a =? ?b)%nat] => destruct (Nat.eqb_spec a b)
    | |- context [(?a <? ?b)%nat] => destruct (Nat.ltb_spec a b)
    end; lia.
Qed.

Lemma to_front_moves : forall before bid after,
  moved (to_front (length before)) (before ++ bid :: after) (bid :: before ++ after).
Proof.
  intros before bid after; split; [cbn; rewrite !app_length; cbn; lia |].
  intros i inside; rewrite app_length in inside; cbn [length] in inside; unfold to_front.
  destruct (Nat.eqb_spec i (length before)) as [-> | differ].
  - rewrite (proj1 (proj2 (at_place before bid after))); reflexivity.
  - destruct (Nat.ltb_spec i (length before)) as [low | high].
    + cbn [nth]; rewrite !app_nth1 by lia; reflexivity.
    + destruct i as [| i]; [lia |]; cbn [nth].
      rewrite !app_nth2 by lia; replace (S i - length before)%nat with (S (i - length before)) by lia; reflexivity.
Qed.

(** A permutation of the others, with the first station in its place. *)
Definition behind_first (move : nat -> nat) (i : nat) : nat :=
  match i with O => O | S i => S (move i) end.

Theorem permuting_anonymous : forall m, permuting m -> anonymous m.
Proof.
  intros m permutable before bid after before' after' all same.
  assert (front : forall b a, legal (b ++ bid :: a) ->
    wins m b bid a = wins m [] bid (b ++ a) /\ pays m b bid a = pays m [] bid (b ++ a)).
  { intros b a legal_bids.
    assert (inside : (length b < length (b ++ bid :: a))%nat) by (rewrite app_length; cbn; lia).
    destruct (permutable _ _ _ legal_bids (to_front_permutes (length b) (length (b ++ bid :: a)) inside)
                (to_front_moves b bid a) (length b) inside) as [win price].
    unfold wins_at, pays_at in win, price.
    destruct (at_place b bid a) as (f & n & s); rewrite f, n, s in win, price.
    unfold to_front in win, price; rewrite Nat.eqb_refl in win, price; cbn in win, price; auto. }
  assert (all' : legal (before' ++ bid :: after')).
  { apply legal_middle; apply legal_middle in all as [others_legal bid_legal]; split; [| exact bid_legal].
    eapply legal_permutation; eassumption. }
  destruct (front _ _ all) as [-> ->], (front _ _ all') as [-> ->].
  (* the others permute behind the first station *)
  apply Permutation_sym, (Permutation_nth _ _ 0) in same.
  destruct same as (same_length & move & stays & injective & places).
  assert (front_legal : legal (bid :: before ++ after)).
  { apply legal_middle in all; apply legal_cons; tauto. }
  assert (step : permutes (length (bid :: before ++ after)) (behind_first move)).
  { cbn [length]; rewrite same_length; split.
    - intros [| i] inside; cbn; [lia |]; assert (move i < length (before' ++ after'))%nat by (apply stays; lia); lia.
    - intros [| i] [| j] at_i at_j equal; cbn in equal; try lia; f_equal; apply injective; lia. }
  assert (shift : moved (behind_first move) (bid :: before ++ after) (bid :: before' ++ after')).
  { split; [cbn [length]; rewrite same_length; reflexivity |].
    intros [| i] inside; cbn [behind_first nth]; [reflexivity |].
    symmetry; apply places; cbn [length] in inside; rewrite same_length in inside; lia. }
  destruct (permutable _ _ _ front_legal step shift 0%nat ltac:(cbn; lia)) as [win price].
  unfold wins_at, pays_at in win, price; cbn in win, price; auto.
Qed.

Theorem anonymous_is_permuting : forall m, anonymous m <-> permuting m.
Proof. split; [apply anonymous_permuting | apply permuting_anonymous]. Qed.
