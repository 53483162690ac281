(** * Theorem B: the UAV pays what it displaces

    When the UAV serves, other than in a look, let it pay max_n b_n / zeta (the
    contract "pivot").  In a look it pays nothing.  Then over any horizon, with
    any weights of the rounds,

      zeta (total of the UAV) = (sum of W, all rounds) - (sum of max_n b_n, rounds that are not looks)

    and the same with both sides over the rounds that are not looks alone, where W
    is the round's total surplus: [pivot_identity], [pivot_identity_outside_looks].
    Ties, zeta, N = 0 and 1, and a factor of its own for every station are
    included.

    Assumptions: zeta > 0, every factor is at least 1, bids are not negative.  The
    surplus is counted by bids; it is the true one if stations are truthful.

    So [surplus_decides]: if what the UAV declares moves neither bids nor its own
    values nor *which rounds are looks*, one declaration earns it more than
    another exactly as far as it makes total surplus larger; none that lowers
    surplus, or expected surplus ([surplus_decides_expected]), pays.  The condition
    on looks is needed: [a_look_of_ones_own_choice] is a UAV that gains by
    declaring itself into a look while surplus falls. *)

From Dmsb Require Import Bids Mechanism Feasible.

(** One round: the factor and the bid of every station, by place; the UAV's value
    v_0; whether the round is a look; how much the round counts. *)
Record pivot_round := {
  stations : list (R * R);
  uav_value : R;
  is_look : bool;
  counts : R
}.

Definition bids_of (r : pivot_round) : list R := map snd (stations r).

(** Whether a station wins, each by its own factor. *)
Fixpoint station_wins (before : list R) (rest : list (R * R)) : bool :=
  match rest with
  | [] => false
  | (rho, bid) :: after =>
      wins (msb rho) before bid (map snd after) || station_wins (before ++ [bid]) after
  end.

(** sum_n b_n x_n *)
Fixpoint station_surplus (before : list R) (rest : list (R * R)) : R :=
  match rest with
  | [] => 0
  | (rho, bid) :: after =>
      (if wins (msb rho) before bid (map snd after) then bid else 0) + station_surplus (before ++ [bid]) after
  end.

Section Zeta.
  Variable zeta : R.
  Hypothesis positive : 0 < zeta.

  Definition uav_wins (r : pivot_round) : bool := is_look r || negb (station_wins [] (stations r)).

  (** W = zeta v_0 x_0 + sum_n b_n x_n, (12a). *)
  Definition surplus (r : pivot_round) : R :=
    if is_look r then zeta * uav_value r
    else (if uav_wins r then zeta * uav_value r else 0) + station_surplus [] (stations r).

  (** What the UAV pays where it serves. *)
  Definition pivot (r : pivot_round) : R := if is_look r then 0 else highest (bids_of r) / zeta.

  Definition uav_utility (r : pivot_round) : R := if uav_wins r then uav_value r - pivot r else 0.

  (** The auction as it should be: no factor below 1, no bid below 0. *)
  Definition proper (r : pivot_round) : Prop :=
    legal (bids_of r) /\ Forall (fun s => 1 <= fst s) (stations r).

  (** ** One round *)

  Lemma stations_behind_lose : forall rest before b,
    In b before -> Forall (fun s => 1 <= fst s) rest -> (forall i, In i (map snd rest) -> i <= b) ->
    station_wins before rest = false /\ station_surplus before rest = 0.
  Proof.
    induction rest as [| [rho i] rest IH]; intros before b at_b factors low; cbn; [auto |].
    apply Forall_cons_iff in factors as [at_least_one factors]; cbn in at_least_one.
    destruct (IH (before ++ [i]) b) as [no_win no_surplus]; auto.
    { apply in_app_iff; auto. }
    { intros; apply low; now right. }
    destruct (exceeds i (psi rho (before ++ map snd rest))) eqn:win.
    - exfalso; assert (b < i).
      { eapply (winner_exceeds_others rho before i (map snd rest)); [exact at_least_one | | exact win].
        apply in_app_iff; auto. }
      specialize (low i (or_introl eq_refl)); lra.
    - rewrite no_win, no_surplus; split; [reflexivity | lra].
  Qed.

  (** No station wins, or one does, and it is the highest bidder. *)
  Lemma stations_outcome : forall rest before, legal (map snd rest) -> Forall (fun s => 1 <= fst s) rest ->
    (station_wins before rest = false /\ station_surplus before rest = 0) \/
    (station_wins before rest = true /\ station_surplus before rest = highest (before ++ map snd rest)).
  Proof.
    induction rest as [| [rho i] rest IH]; intros before all factors; cbn; [auto |].
    cbn in all; apply legal_cons in all as [i_legal all].
    apply Forall_cons_iff in factors as [at_least_one factors]; cbn in at_least_one.
    destruct (exceeds i (psi rho (before ++ map snd rest))) eqn:win; cbn.
    - right; split; [reflexivity |].
      assert (above : forall other, In other (before ++ map snd rest) -> other < i).
      { intros other at_other; eapply (winner_exceeds_others rho before i (map snd rest)); eassumption. }
      destruct (stations_behind_lose rest (before ++ [i]) i) as [_ ->]; auto.
      { apply in_app_iff; right; now left. }
      { intros j at_j; apply Rlt_le, above, in_app_iff; auto. }
      rewrite Rplus_0_r; apply Rle_antisym.
      + apply highest_bounds, in_app_iff; right; now left.
      + apply highest_least; [exact i_legal |].
        intros b at_b; apply in_app_iff in at_b as [at_b | [-> | at_b]]; try lra;
          apply Rlt_le, above, in_app_iff; auto.
    - destruct (IH (before ++ [i]) all factors) as [[-> ->] | [-> ->]]; [left | right]; split; try lra; auto.
      rewrite <- app_assoc; cbn; lra.
  Qed.

  Lemma pivot_round_identity : forall r, proper r -> is_look r = false ->
    zeta * uav_utility r = surplus r - highest (bids_of r).
  Proof.
    intros r [all factors] no_look.
    unfold uav_utility, surplus, pivot, uav_wins; rewrite no_look; cbn.
    destruct (stations_outcome (stations r) [] all factors) as [[-> ->] | [-> ->]]; cbn.
    - field; lra.
    - unfold bids_of; cbn; lra.
  Qed.

  Lemma look_identity : forall r, is_look r = true -> zeta * uav_utility r = surplus r.
  Proof. intros r look; unfold uav_utility, surplus, pivot, uav_wins; rewrite look; cbn; lra. Qed.

  (** ** Any horizon *)

  (** The weighted sum of a quantity over the rounds. *)
  Fixpoint over_time (quantity : pivot_round -> R) (rounds : list pivot_round) : R :=
    match rounds with
    | [] => 0
    | r :: rest => counts r * quantity r + over_time quantity rest
    end.

  Definition outside_looks (quantity : pivot_round -> R) (r : pivot_round) : R :=
    if is_look r then 0 else quantity r.

  Theorem pivot_identity : forall rounds, Forall proper rounds ->
    zeta * over_time uav_utility rounds =
    over_time surplus rounds - over_time (outside_looks (fun r => highest (bids_of r))) rounds.
  Proof.
    induction 1 as [| r rest proper_r _ IH]; cbn; [ring |].
    assert (one : zeta * uav_utility r = surplus r - outside_looks (fun r => highest (bids_of r)) r).
    { unfold outside_looks; destruct (is_look r) eqn:look.
      - rewrite (look_identity r look); ring.
      - apply pivot_round_identity; assumption. }
    rewrite Rmult_plus_distr_l, IH.
    replace (zeta * (counts r * uav_utility r)) with (counts r * (zeta * uav_utility r)) by ring.
    rewrite one; ring.
  Qed.

  Theorem pivot_identity_outside_looks : forall rounds, Forall proper rounds ->
    zeta * over_time (outside_looks uav_utility) rounds =
    over_time (outside_looks surplus) rounds - over_time (outside_looks (fun r => highest (bids_of r))) rounds.
  Proof.
    induction 1 as [| r rest proper_r _ IH]; cbn; [ring |].
    assert (one : zeta * outside_looks uav_utility r =
                  outside_looks surplus r - outside_looks (fun r => highest (bids_of r)) r).
    { unfold outside_looks; destruct (is_look r) eqn:look; [ring | apply pivot_round_identity; assumption]. }
    rewrite Rmult_plus_distr_l, IH.
    replace (zeta * (counts r * outside_looks uav_utility r))
      with (counts r * (zeta * outside_looks uav_utility r)) by ring.
    rewrite one; ring.
  Qed.

  (** ** What it means for declarations *)

  (** What must not move with the UAV's declarations: bids (stations are truthful,
      their values exogenous), the UAV's own values, which rounds are looks, and
      what a round counts.  Factors may move in any way, the history included. *)
  Definition market (r : pivot_round) : list R * R * bool * R :=
    (bids_of r, uav_value r, is_look r, counts r).

  Lemma same_displaced : forall rounds rounds', map market rounds = map market rounds' ->
    over_time (outside_looks (fun r => highest (bids_of r))) rounds =
    over_time (outside_looks (fun r => highest (bids_of r))) rounds'.
  Proof.
    induction rounds as [| r rest IH]; intros [| r' rest'] same; try discriminate; [reflexivity |].
    cbn [map] in same; injection same as bids values looks weights same.
    cbn [over_time]; rewrite (IH _ same), weights; unfold outside_looks at 1 3.
    rewrite bids, looks; reflexivity.
  Qed.

  (** Two declarations, or histories of declarations, and the rounds they lead to. *)
  Theorem surplus_decides : forall rounds rounds',
    Forall proper rounds -> Forall proper rounds' -> map market rounds = map market rounds' ->
    zeta * (over_time uav_utility rounds - over_time uav_utility rounds') =
    over_time surplus rounds - over_time surplus rounds'.
  Proof.
    intros rounds rounds' fine fine' same.
    rewrite Rmult_minus_distr_l, !pivot_identity, (same_displaced _ _ same) by assumption; ring.
  Qed.

  Corollary lowering_surplus_never_pays : forall truth lie,
    Forall proper truth -> Forall proper lie -> map market truth = map market lie ->
    over_time surplus lie <= over_time surplus truth ->
    over_time uav_utility lie <= over_time uav_utility truth.
  Proof. intros truth lie fine fine' same lower; pose proof (surplus_decides _ _ fine fine' same); nra. Qed.

  (** The same in expectation: any finite number of cases (draws of values, coins),
      each with its probability and the rounds that truth and lie lead to in it. *)
  Fixpoint expected (quantity : list pivot_round -> R) (cases : list (R * list pivot_round)) : R :=
    match cases with
    | [] => 0
    | (probability, rounds) :: rest => probability * quantity rounds + expected quantity rest
    end.

  Theorem surplus_decides_expected : forall truth lie,
    Forall2 (fun t l => fst t = fst l /\ map market (snd t) = map market (snd l) /\
                        Forall proper (snd t) /\ Forall proper (snd l)) truth lie ->
    zeta * (expected (over_time uav_utility) truth - expected (over_time uav_utility) lie) =
    expected (over_time surplus) truth - expected (over_time surplus) lie.
  Proof.
    induction 1 as [| [p t] [q l] truth lie (odds & same & fine & fine') _ IH]; cbn; [ring |].
    cbn in odds, same, fine, fine'; subst q; pose proof (surplus_decides _ _ fine fine' same); nra.
  Qed.
End Zeta.

(** ** Where it ends *)

(** If what the UAV declares decides which rounds are looks, it can declare itself
    into one: bids 6 and 1, v_0 = 5, zeta = 1, rho = 1.  Declaring the truth, it is
    not looked at, station 1 serves, surplus is 6 and the UAV has 0.  Declared high
    enough for a look, it serves for nothing: it has 5, and surplus falls to 5. *)
Definition one_round (look : bool) : pivot_round :=
  {| stations := [(1, 6); (1, 1)]; uav_value := 5; is_look := look; counts := 1 |}.

Theorem a_look_of_ones_own_choice :
  Forall proper [one_round false] /\ Forall proper [one_round true] /\
  over_time (surplus 1) [one_round true] < over_time (surplus 1) [one_round false] /\
  over_time (uav_utility 1) [one_round false] < over_time (uav_utility 1) [one_round true].
Proof.
  assert (fine : forall look, proper (one_round look)).
  { intros look; split; cbn; repeat constructor; cbn; lra. }
  assert (first : exceeds 6 (psi 1 [1]) = true) by (apply exceeds_true; unfold psi; rewrite highest_one; lra).
  assert (second : exceeds 1 (psi 1 [6]) = false) by (apply exceeds_false; unfold psi; rewrite highest_one; lra).
  assert (top : highest [6; 1] = 6) by (cbn; rewrite (Rmax_left 1 0), Rmax_left by lra; reflexivity).
  split; [| split; [| split]]; try (constructor; [apply fine | constructor]);
    unfold surplus, uav_utility, uav_wins, pivot, bids_of, over_time, one_round;
    cbn [stations is_look uav_value counts station_wins station_surplus map snd orb negb app wins msb];
    rewrite first, second; cbn [orb negb]; rewrite ?top; lra.
Qed.

(** A myopic rule leaves lies that raise surplus, and they pay exactly that.  v_0 is
    constant, 0 or 10 with equal odds, and neither the rule nor the UAV knows which;
    bids 6 and 1, two rounds, zeta = 1.  Declaring the mean, 5, twice: both are sold.
    Declaring 7 first, the UAV serves the first and learns v_0; if it is 10 it serves
    the second, too.  It gains 1, and so does expected surplus. *)
Definition two_bids (rho v0 : R) : pivot_round :=
  {| stations := [(rho, 6); (rho, 1)]; uav_value := v0; is_look := false; counts := 1 |}.

Theorem a_lie_that_raises_surplus :
  let truth := [(1 / 2, [two_bids 1 10; two_bids 1 10]); (1 / 2, [two_bids 1 0; two_bids 1 0])] in
  let lie := [(1 / 2, [two_bids 7 10; two_bids 7 10]); (1 / 2, [two_bids 7 0; two_bids 1 0])] in
  expected (over_time (uav_utility 1)) lie - expected (over_time (uav_utility 1)) truth = 1 /\
  expected (over_time (surplus 1)) lie - expected (over_time (surplus 1)) truth = 1.
Proof.
  assert (first : exceeds 6 (psi 1 [1]) = true) by (apply exceeds_true; unfold psi; rewrite highest_one; lra).
  assert (second : exceeds 1 (psi 1 [6]) = false) by (apply exceeds_false; unfold psi; rewrite highest_one; lra).
  assert (third : exceeds 6 (psi 7 [1]) = false) by (apply exceeds_false; unfold psi; rewrite highest_one; lra).
  assert (fourth : exceeds 1 (psi 7 [6]) = false) by (apply exceeds_false; unfold psi; rewrite highest_one; lra).
  assert (top : highest [6; 1] = 6) by (cbn; rewrite (Rmax_left 1 0), Rmax_left by lra; reflexivity).
  cbv zeta; unfold expected, surplus, uav_utility, uav_wins, pivot, bids_of, over_time, two_bids;
    cbn [stations is_look uav_value counts station_wins station_surplus map snd orb negb app wins msb].
  rewrite first, second, third, fourth; cbn [orb negb]; rewrite top; lra.
Qed.
