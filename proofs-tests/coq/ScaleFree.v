(** * Bids have no currency

    Multiplied by a common value theta > 0, all bids lead to the same winner, who
    pays theta times as much: psi(theta B) = theta psi(B).  So the UAV serves for
    b iff it serves for theta b, which is freedom from adverse selection for an
    auction that sees only the bids.  For every rho, every N, every theta. *)

From Dmsb Require Import Bids Mechanism.

Theorem psi_homogeneous : forall rho theta others,
  0 <= theta -> psi rho (scale theta others) = theta * psi rho others.
Proof. intros; unfold psi; rewrite highest_scale by assumption; ring. Qed.

Theorem msb_homogeneous : forall rho, homogeneous (msb rho).
Proof.
  intros rho theta before bid after positive _.
  assert (same : wins (msb rho) (scale theta before) (theta * bid) (scale theta after)
                 = wins (msb rho) before bid after).
  { apply eq_true_iff_eq; rewrite !msb_wins, <- scale_app, psi_homogeneous by lra.
    split; intros; [eapply Rmult_lt_reg_l | apply Rmult_lt_compat_l]; eassumption. }
  split; [exact same |].
  destruct (wins (msb rho) before bid after) eqn:win.
  - rewrite !msb_price by assumption; rewrite <- scale_app; apply psi_homogeneous; lra.
  - simpl in *; rewrite same, win; ring.
Qed.

(** For any mechanism, homogeneity implies scale-freeness. *)
Lemma homogeneous_scale_free : forall m, homogeneous m -> scale_free m.
Proof.
  intros m homogeneous_m theta bids positive legal_bids; split; intros serves before bid after place.
  - assert (exists before' bid' after', bids = before' ++ bid' :: after' /\
      before = scale theta before' /\ bid = theta * bid' /\ after = scale theta after')
      as (before' & bid' & after' & -> & -> & -> & ->).
    { unfold scale in place; apply map_eq_app in place as (x & y & -> & <- & place).
      apply map_eq_cons in place as (c & z & -> & <- & <-); eauto 10. }
    rewrite (proj1 (homogeneous_m _ _ _ _ positive legal_bids)); apply serves; reflexivity.
  - rewrite place in legal_bids.
    rewrite <- (proj1 (homogeneous_m _ _ _ _ positive legal_bids)); apply serves.
    rewrite place, scale_app; reflexivity.
Qed.

Theorem msb_scale_free : forall rho, scale_free (msb rho).
Proof. intros; apply homogeneous_scale_free, msb_homogeneous. Qed.
