(** * Why theorem A assumes what it assumes

    Without an assumption of [OverTime] there is a market of two or three rounds in
    which a station gains by bidding other than its value.
    - its own past bids enter its factor: [own_past_enters];
    - who served enters, because a value was revealed only where the UAV served:
      [reveal_enters];
    - the others react to its bids: [rival_reacts];
    - what later rounds are worth to it depends on having won: [value_depends_on_winning];
    - it bids under a second identity, whose bids count as "others'":
      [second_identity];
    - several stations act together: [ring], a gain for both members that neither
      could have alone.

    The numbers can be recomputed by hand; here they are computed by proof. *)

From Dmsb Require Import Bids Mechanism Truthful OverTime.

(** A station whose rounds all count 1, with one input that says nothing. *)
Definition round_of (v : R) (rivals : list R) : situation unit :=
  {| value := v; before := []; after := rivals; inputs := tt; weight := 1 |}.

(** What it earns by bidding a list of amounts, round by round. *)
Definition by_list (bids : list R) : strategy unit := fun past _ => nth (length past) bids 0.

Definition earns (r : rule unit) (bids : list R) (market : list (situation unit)) : R :=
  total unit r (by_list bids) [] market.

Definition earns_by_truth (r : rule unit) (market : list (situation unit)) : R :=
  total unit r (truth unit) [] market.

(** A factor from the last round, without looks; 1 in the first. *)
Definition by_last (f : recorded unit -> R) : rule unit :=
  {| look _ _ := false; factor past _ := last (map f past) 1 |}.

(** The bids of this file, compared: inner comparisons first, and what cannot be is
    dropped at once. *)
Ltac plain a b :=
  lazymatch constr:((a, b)) with
  | context [Rlt_dec _ _] => fail
  | context [Rle_dec _ _] => fail
  | context [Req_EM_T _ _] => fail
  | _ => idtac
  end.

Ltac compare_bids :=
  repeat match goal with
  | |- context [Rlt_dec ?a ?b] => plain a b; destruct (Rlt_dec a b); try (exfalso; lra)
  | |- context [Rle_dec ?a ?b] => plain a b; destruct (Rle_dec a b); try (exfalso; lra)
  | |- context [Req_EM_T ?a ?b] => plain a b; destruct (Req_EM_T a b); try (exfalso; lra)
  end; try lra.

Ltac compute_rounds :=
  unfold earns, earns_by_truth, by_list, by_last, truth, round_utility, utility, round_of, record_of;
  cbn [total look factor value before after inputs weight wins pays msb app map last nth length
       own_bid bids_before bids_after];
  unfold round_utility, utility, record_of, exceeds, psi;
  cbn [look factor value before after inputs weight wins pays msb app map last nth length highest fold_right INR
       own_bid bids_before bids_after];
  unfold exceeds, psi; cbn [highest app]; unfold Rmax; compare_bids.

(** Factor 1 after an own bid of 4 or more, else 3: worth 1 and then 6, against 5
    and then 2, bidding 4 first loses nothing and gains 4. *)
Definition own_past : rule unit := by_last (fun r => if Rlt_dec (own_bid unit r) 4 then 3 else 1).

Theorem own_past_enters :
  earns_by_truth own_past [round_of 1 [5]; round_of 6 [2]] = 0 /\
  earns own_past [4; 6] [round_of 1 [5]; round_of 6 [2]] = 4.
Proof. unfold own_past; split; compute_rounds. Qed.

(** A tie lets the UAV serve, which reveals that its value is low, which brings the
    factor down from 3 to 1: worth 4 and then 10 against 5 and then 4, tying first
    gains 6. *)
Definition after_reveal : rule unit :=
  by_last (fun r => if Req_EM_T (own_bid unit r) (highest (bids_after unit r)) then 1 else 3).

Theorem reveal_enters :
  earns_by_truth after_reveal [round_of 4 [5]; round_of 10 [4]] = 0 /\
  earns after_reveal [5; 10] [round_of 4 [5]; round_of 10 [4]] = 6.
Proof. unfold after_reveal; split; compute_rounds. Qed.

(** The factor is always 1, but a rival bids 5 in the second round if it has seen a
    bid of 1 or more in the first, else 0: worth 1 and then 6, bidding 0 first and
    losing anyway gains 5. *)
Definition always_one : rule unit := {| look _ _ := false; factor _ _ := 1 |}.

Theorem rival_reacts :
  let second_bid first := if Rlt_dec first 1 then 0 else 5 in
  let market first := [round_of 1 [10]; round_of 6 [second_bid first]] in
  earns_by_truth always_one (market 1) = 1 /\
  earns always_one [0; 6] (market 0) = 6.
Proof. unfold always_one; split; compute_rounds. Qed.

(** Having won costs: a station that serves once is busy, and worth 0 then in place of
    10.  Worth 6 against 5 first, it does better to lose. *)
Theorem value_depends_on_winning :
  let market first := [round_of 6 [5]; round_of (if Rlt_dec 5 first then 0 else 10) [0]] in
  earns_by_truth always_one (market 6) = 1 /\
  earns always_one [0; 10] (market 0) = 10.
Proof. unfold always_one; split; compute_rounds. Qed.

(** Factor: half the mean of the others' last bids, at least 1.  Worth 1 and then 7
    against 4 and 4: alone the factor is 2 and it loses; with a second identity that
    bids 0 and loses, the mean is halved and it gains 3. *)
Definition half_mean : rule unit :=
  by_last (fun r => Rmax 1 (/ 2 * (fold_right Rplus 0 (bids_after unit r) * / INR (length (bids_after unit r))))).

Theorem second_identity :
  earns_by_truth half_mean [round_of 1 [4]; round_of 7 [4]] = 0 /\
  earns_by_truth half_mean [round_of 1 [4; 0]; round_of 7 [4; 0]] = 3.
Proof. unfold half_mean; split; compute_rounds. Qed.

(** Stations 1 and 2: each has the factor 1 if the other's last bid was below 2, else
    3; station 3 has 1.  Values (4, 4, 9), (8, 4, 1), (4, 8, 1).  With the truth
    stations 1 and 2 earn nothing.  Both bidding 1 where they lose anyway, station 1
    earns 7 and station 2 earns 5.  The rule is one of the others' past, so by theorem
    A neither could gain alone. *)
Definition by_the_other : rule unit :=
  by_last (fun r => if Rlt_dec (nth 0 (bids_after unit r) 0) 2 then 1 else 3).

Lemma by_the_other_is_others_past : others_past unit by_the_other.
Proof.
  intros past past' i same; split; [reflexivity |]; unfold by_the_other, by_last; cbn [factor].
  f_equal; revert past' same.
  induction past as [| r past IH]; intros [| r' past'] same; try discriminate; [reflexivity |].
  cbn in same; injection same as same_before same_after same_seen same.
  cbn; rewrite same_after, (IH _ same); reflexivity.
Qed.

Theorem ring :
  (* as station 1 finds it, and as station 2 finds it, both truthful *)
  earns_by_truth by_the_other [round_of 4 [4; 9]; round_of 8 [4; 1]; round_of 4 [8; 1]] = 0 /\
  earns_by_truth by_the_other [round_of 4 [4; 9]; round_of 4 [8; 1]; round_of 8 [4; 1]] = 0 /\
  (* station 1 bids 1, 8, 1, and station 2 bids 1, 1, 8 *)
  earns by_the_other [1; 8; 1] [round_of 4 [1; 9]; round_of 8 [1; 1]; round_of 4 [8; 1]] = 7 /\
  earns by_the_other [1; 1; 8] [round_of 4 [1; 9]; round_of 4 [8; 1]; round_of 8 [1; 1]] = 5.
Proof. unfold by_the_other; repeat split; compute_rounds. Qed.
