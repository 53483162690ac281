(** * What every theorem rests on

    Prints the axioms of each theorem of this development, file by file.  They are
    axioms of Coq's own real numbers and nothing else: that a statement about
    natural numbers which can be decided one by one holds of all of them or fails
    of one, and that functions are equal if they are equal everywhere.
    [bin/check-coq] fails if another one appears, or if a theorem is missing here. *)

From Dmsb Require Anonymity Truthful Feasible FalseNames ScaleFree Uniqueness Characterisation.
From Dmsb Require Rounding OverTime OverTimeLimits Pivot Counterexamples Decision.

(** [Anonymity] *)
Print Assumptions Anonymity.anonymous_permuting.
Print Assumptions Anonymity.permuting_anonymous.
Print Assumptions Anonymity.anonymous_is_permuting.

(** [Truthful] *)
Print Assumptions Truthful.msb_losers_pay_nothing.
Print Assumptions Truthful.msb_pays_nobody.
Print Assumptions Truthful.msb_strategy_proof.
Print Assumptions Truthful.msb_individually_rational.
Print Assumptions Truthful.msb_monotone.
Print Assumptions Truthful.msb_critical_payment.

(** [Feasible] *)
Print Assumptions Feasible.factors_of_their_own.
Print Assumptions Feasible.msb_feasible.
Print Assumptions Feasible.ties_go_to_the_uav.
Print Assumptions Feasible.msb_anonymous.

(** [FalseNames] *)
Print Assumptions FalseNames.psi_winner_false_name_proof.
Print Assumptions FalseNames.psi_loser_false_name_proof.
Print Assumptions FalseNames.psi_22.
Print Assumptions FalseNames.msb_winner_false_name_proof.
Print Assumptions FalseNames.msb_loser_false_name_proof.
Print Assumptions FalseNames.msb_highest_bid_decides.
Print Assumptions FalseNames.msb_no_gain_from_identities.

(** [ScaleFree] *)
Print Assumptions ScaleFree.psi_homogeneous.
Print Assumptions ScaleFree.msb_homogeneous.
Print Assumptions ScaleFree.msb_scale_free.

(** [Uniqueness] *)
Print Assumptions Uniqueness.uniqueness.
Print Assumptions Uniqueness.uniqueness_at_the_price.
Print Assumptions Uniqueness.uniqueness_infinite.
Print Assumptions Uniqueness.uniqueness_exact.
Print Assumptions Uniqueness.msb_lawful.
Print Assumptions Uniqueness.msb_winners_gain.
Print Assumptions Uniqueness.msb_some_bid_beats_one.

(** [Characterisation] *)
Print Assumptions Characterisation.characterisation.

(** [Rounding] *)
Print Assumptions Rounding.rounded_same_winner.
Print Assumptions Rounding.rounded_price_at_most_bid.
Print Assumptions Rounding.rounded_strategy_proof.
Print Assumptions Rounding.rounded_individually_rational.
Print Assumptions Rounding.rounded_feasible.
Print Assumptions Rounding.java_exceeds_is_exact.
Print Assumptions Rounding.multiples_do_not_underflow.
Print Assumptions Rounding.lifting_is_harmless.
Print Assumptions Rounding.nearest_fixes.
Print Assumptions Rounding.nearest_is_monotone.

(** [OverTime] *)
Print Assumptions OverTime.truthful_over_time.
Print Assumptions OverTime.individually_rational_over_time.
Print Assumptions OverTime.truthful_over_time_discounted.

(** [OverTimeLimits] *)
Print Assumptions OverTimeLimits.own_past_enters.
Print Assumptions OverTimeLimits.reveal_enters.
Print Assumptions OverTimeLimits.rival_reacts.
Print Assumptions OverTimeLimits.value_depends_on_winning.
Print Assumptions OverTimeLimits.second_identity.
Print Assumptions OverTimeLimits.ring.

(** [Pivot] *)
Print Assumptions Pivot.pivot_identity.
Print Assumptions Pivot.pivot_identity_outside_looks.
Print Assumptions Pivot.surplus_decides.
Print Assumptions Pivot.lowering_surplus_never_pays.
Print Assumptions Pivot.surplus_decides_expected.
Print Assumptions Pivot.a_look_of_ones_own_choice.
Print Assumptions Pivot.a_lie_that_raises_surplus.

(** [Counterexamples] *)
Print Assumptions Counterexamples.factor_below_one_is_infeasible.
Print Assumptions Counterexamples.weak_comparison_is_infeasible.
Print Assumptions Counterexamples.second_price_is_not_truthful.
Print Assumptions Counterexamples.first_price_is_not_truthful.
Print Assumptions Counterexamples.listening_to_the_own_bid_is_not_truthful.
Print Assumptions Counterexamples.sum_is_not_loser_false_name_proof.
Print Assumptions Counterexamples.falling_factor_is_not_winner_false_name_proof.
Print Assumptions Counterexamples.reserve_is_not_scale_free.
Print Assumptions Counterexamples.factor_by_place_is_not_anonymous.
Print Assumptions Counterexamples.rounding_must_be_monotone.
Print Assumptions Counterexamples.rounding_exists.
Print Assumptions Counterexamples.both_outcomes_occur.
Print Assumptions Counterexamples.uav_only_is_lawful.
Print Assumptions Counterexamples.selling_at_the_price_is_lawful.

(** [Decision] *)
Print Assumptions Decision.decide_winner.
Print Assumptions Decision.decide_uav.
