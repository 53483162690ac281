(** * The auction as a program

    [decide] clears an auction of rational bids by computation: it asks every
    station in turn whether its bid exceeds rho times the highest of the others,
    as (14) says it, without a shortcut through the two highest bids.  Proved
    here: for every rho and every list of rational bids it finds the winner and the price
    of [msb rho], or that the UAV serves: [decide_winner], [decide_uav].

    [Table] runs it.  So what the Java classes are compared with in the tests is
    not another program but, by this proof, the auction of the theorems. *)

From Coq Require Import QArith Qreals.
From Dmsb Require Import Bids Mechanism.
Open Scope R_scope.

Definition maxQ (x y : Q) : Q := if Qle_bool x y then y else x.

Fixpoint highestQ (bids : list Q) : Q :=
  match bids with
  | [] => 0%Q
  | b :: rest => maxQ b (highestQ rest)
  end.

Definition exceedsQ (bid amount : Q) : bool := negb (Qle_bool bid amount).

(** The winner's place, counted from 0, and its price; nothing if the UAV serves. *)
Fixpoint decide_from (rho : Q) (before rest : list Q) : option (nat * Q) :=
  match rest with
  | [] => None
  | bid :: after =>
      let price := (rho * highestQ (before ++ after))%Q in
      if exceedsQ bid price then Some (length before, price) else decide_from rho (before ++ [bid]) after
  end.

Definition decide (rho : Q) (bids : list Q) : option (nat * Q) := decide_from rho [] bids.

(** ** Rational arithmetic is real arithmetic *)

Lemma Q2R_zero : Q2R 0 = 0.
Proof. unfold Q2R; simpl; lra. Qed.

Lemma Qle_bool_real : forall x y, Qle_bool x y = true <-> Q2R x <= Q2R y.
Proof. intros; rewrite Qle_bool_iff; split; [apply Qle_Rle | apply Rle_Qle]. Qed.

Lemma maxQ_real : forall x y, Q2R (maxQ x y) = Rmax (Q2R x) (Q2R y).
Proof.
  intros; unfold maxQ; destruct (Qle_bool x y) eqn:compare.
  - apply Qle_bool_real in compare; rewrite Rmax_right; auto.
  - rewrite Rmax_left; [reflexivity |].
    destruct (Rle_lt_dec (Q2R y) (Q2R x)) as [fine | above]; [exact fine | exfalso].
    assert (Qle_bool x y = true) by (apply Qle_bool_real; lra); congruence.
Qed.

Lemma highestQ_real : forall bids, Q2R (highestQ bids) = highest (map Q2R bids).
Proof.
  induction bids as [| b rest IH]; cbn; [apply Q2R_zero |].
  rewrite maxQ_real, IH; reflexivity.
Qed.

Lemma priceQ_real : forall rho others, Q2R (rho * highestQ others) = psi (Q2R rho) (map Q2R others).
Proof. intros; rewrite Q2R_mult, highestQ_real; reflexivity. Qed.

Lemma exceedsQ_real : forall x y, exceedsQ x y = exceeds (Q2R x) (Q2R y).
Proof.
  intros; apply eq_true_iff_eq; rewrite exceeds_true; unfold exceedsQ; rewrite negb_true_iff.
  split; intros compare.
  - destruct (Rlt_le_dec (Q2R y) (Q2R x)) as [fine | above]; [exact fine | exfalso].
    apply Qle_bool_real in above; congruence.
  - destruct (Qle_bool x y) eqn:below; [exfalso | reflexivity].
    apply Qle_bool_real in below; lra.
Qed.

(** ** What [decide] computes *)

(** The winner and the price are those of the auction. *)
Theorem decide_winner : forall rho bids n price, decide rho bids = Some (n, price) ->
  exists before bid after, bids = before ++ bid :: after /\ length before = n /\
  wins (msb (Q2R rho)) (map Q2R before) (Q2R bid) (map Q2R after) = true /\
  pays (msb (Q2R rho)) (map Q2R before) (Q2R bid) (map Q2R after) = Q2R price.
Proof.
  intros rho bids n price; unfold decide; change bids with ([] ++ bids) at 2; generalize (@nil Q).
  induction bids as [| bid after IH]; intros before; cbn [decide_from]; intros found; [discriminate |].
  destruct (exceedsQ bid (rho * highestQ (before ++ after))) eqn:compare.
  - injection found as <- <-; exists before, bid, after; repeat split.
    + rewrite exceedsQ_real, priceQ_real, map_app in compare; exact compare.
    + rewrite exceedsQ_real, priceQ_real, map_app in compare; cbn; rewrite compare.
      rewrite priceQ_real, map_app; reflexivity.
  - apply IH in found as (b & w & a & place & rest).
    exists b, w, a; rewrite <- app_assoc in place; auto.
Qed.

(** It finds no winner exactly where the UAV serves. *)
Theorem decide_uav : forall rho bids,
  decide rho bids = None <-> uav_serves (msb (Q2R rho)) (map Q2R bids).
Proof.
  intros rho bids; unfold decide.
  assert (every : forall rest before, decide_from rho before rest = None <->
    forall b w a, rest = b ++ w :: a ->
    wins (msb (Q2R rho)) (map Q2R (before ++ b)) (Q2R w) (map Q2R a) = false).
  { induction rest as [| bid after IH]; intros before; cbn [decide_from].
    - split; [intros _ b w a empty; destruct b; discriminate | reflexivity].
    - destruct (exceedsQ bid (rho * highestQ (before ++ after))) eqn:compare;
        rewrite exceedsQ_real, priceQ_real, map_app in compare.
      + split; [discriminate | intros none; exfalso].
        specialize (none [] bid after eq_refl); rewrite app_nil_r in none; cbn in none; congruence.
      + rewrite IH; split; intros none b w a place.
        * destruct b as [| c b]; injection place as -> ->.
          -- rewrite app_nil_r; exact compare.
          -- specialize (none b w a eq_refl); rewrite <- app_assoc in none; exact none.
        * rewrite <- app_assoc; apply (none (bid :: b) w a); rewrite place; reflexivity. }
  rewrite every; split.
  - intros none before bid after place.
    apply map_eq_app in place as (b & rest & -> & <- & place).
    apply map_eq_cons in place as (w & a & -> & <- & <-).
    apply (none b w a eq_refl).
  - intros serves b w a ->; apply serves; rewrite map_app; reflexivity.
Qed.
