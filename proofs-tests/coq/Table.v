(** * A table of auctions, cleared by proof

    Computes and prints the outcome of many auctions by [decide], which [Decision]
    proves to be modified second-bid.  Tests of the Java classes read what is printed
    here; [bin/check-coq] prints it anew and compares.

    Bids are whole multiples of a unit, and rho and unit are fractions with powers
    of two below, so that every one of these numbers is exact as a double.  Kinds of
    auctions: few bids on a coarse grid, with many ties; a bid at the price, one unit
    above and one below, at some place; 100 and 1,000 bids; and rho and bids of 53
    bits, the highest bid being the whole number below rho times the second, or the
    next one, where the product itself is no double.

    A line: rho, unit, bids in units, the winner (0 is the UAV), the exact price. *)

From Coq Require Import QArith String Ascii DecimalString.
From Dmsb Require Import Bids Decision.
Open Scope Z_scope.

(** A linear congruential generator, Knuth's MMIX: the state's upper half counts. *)
Definition next (state : Z) : Z := (state * 6364136223846793005 + 1442695040888963407) mod 2 ^ 64.
Definition draw (state bound : Z) : Z := Z.shiftr state 11 mod bound.

Fixpoint draws (n : nat) (bound state : Z) : list Z * Z :=
  match n with
  | O => ([], state)
  | S n => let (rest, last) := draws n bound (next state) in (draw state bound :: rest, last)
  end.

Record auction := { rho : Q; unit : Q; amounts : list Z }.

Definition clear (a : auction) : option (nat * Q) :=
  decide (rho a) (map (fun amount => (inject_Z amount * unit a)%Q) (amounts a)).

(** ** Printing *)

Definition show_Z (z : Z) : string := NilZero.string_of_int (Z.to_int z).
Definition show_Q (q : Q) : string :=
  let r := Qred q in (show_Z (Qnum r) ++ "/" ++ show_Z (Zpos (Qden r)))%string.

Definition show (a : auction) : string :=
  (show_Q (rho a) ++ " | " ++ show_Q (unit a) ++ " | " ++ String.concat " " (map show_Z (amounts a)) ++ " | "
   ++ match clear a with
      | None => "0 | -"
      | Some (n, price) => show_Z (Z.of_nat n + 1) ++ " | " ++ show_Q price
      end)%string.

(** ** The auctions *)

Definition factors : list Q := [1; 9 # 8; 5 # 4; 3 # 2; 2; 3; 10; 1025 # 1024; 131073 # 65536]%Q.
Definition units : list Q := [1 # 8; 1; 1 # 1024; 64]%Q.

Definition pick {A : Type} (default : A) (choices : list A) (state : Z) : A :=
  nth (Z.to_nat (draw state (Z.of_nat (length choices)))) choices default.

(** [count] auctions of N bids below a bound, one after another. *)
Fixpoint random_auctions (count n : nat) (bound state : Z) : list auction :=
  match count with
  | O => []
  | S count =>
      let s1 := next state in
      let s2 := next s1 in
      let (bids, s3) := draws n bound (next s2) in
      {| rho := pick 1%Q factors s1; unit := pick 1%Q units s2; amounts := bids |}
      :: random_auctions count n bound s3
  end.

(** A bid beside the price: the others' bids are multiples of rho's denominator, so
    that the price is a whole number of units; the bid is put in at some place. *)
Definition beside_the_price (n : nat) (bound offset state : Z) : auction :=
  let s1 := next state in
  let s2 := next s1 in
  let (others, s3) := draws n bound (next s2) in
  let factor := pick 1%Q factors s1 in
  let others := map (fun amount => amount * Zpos (Qden factor)) others in
  let top := fold_right Z.max 0 others in
  let bid := Z.max 0 (top / Zpos (Qden factor) * Qnum factor + offset) in
  let place := Z.to_nat (draw s3 (Z.of_nat n + 1)) in
  {| rho := factor; unit := pick 1%Q units s2; amounts := firstn place others ++ bid :: skipn place others |}.

(** rho of 53 bits in [1, 2), bids of up to 53 bits; the highest is the whole number
    below rho times the second (offset 0) or the next one (offset 1). *)
Definition narrow (n : nat) (offset state : Z) : auction :=
  let s1 := next state in
  let numerator := 2 ^ 52 + draw s1 (2 ^ 52) in
  let (others, s2) := draws n (2 ^ 52 - 2) (next s1) in
  let top := fold_right Z.max 0 others in
  let bid := numerator * top / 2 ^ 52 + offset in
  let place := Z.to_nat (draw s2 (Z.of_nat n + 1)) in
  {| rho := numerator # 2 ^ 52; unit := 1%Q; amounts := firstn place others ++ bid :: skipn place others |}.

Definition seeds (first : Z) (count : nat) : list Z := map (fun i => first + Z.of_nat i * 1000003) (seq 0 count).

Definition auctions : list auction :=
  (* alone, all zero, all tied *)
  flat_map (fun factor => [
    {| rho := factor; unit := 1%Q; amounts := [0] |};
    {| rho := factor; unit := 1%Q; amounts := [5] |};
    {| rho := factor; unit := 1%Q; amounts := [0; 0; 0] |};
    {| rho := factor; unit := 1%Q; amounts := [0; 7; 0] |};
    {| rho := factor; unit := 1%Q; amounts := [6; 6] |}]) factors
  ++ flat_map (fun n => random_auctions 12 n 24 (Z.of_nat n)) (seq 1 12)
  ++ flat_map (fun s => [beside_the_price 1 40 (-1) s; beside_the_price 1 40 0 s; beside_the_price 1 40 1 s;
                         beside_the_price 6 40 (-1) s; beside_the_price 6 40 0 s; beside_the_price 6 40 1 s])
       (seeds 101 20)
  ++ flat_map (fun s => [narrow 1 0 s; narrow 1 1 s; narrow 5 0 s; narrow 5 1 s]) (seeds 202 30)
  ++ random_auctions 6 100 1000 303
  ++ flat_map (fun s => [beside_the_price 99 500 (-1) s; beside_the_price 99 500 0 s; beside_the_price 99 500 1 s])
       (seeds 404 2)
  ++ random_auctions 1 1000 1000000 505
  ++ [beside_the_price 999 700 0 606; beside_the_price 999 700 1 606]
  ++ [narrow 999 0 707; narrow 999 1 707].

Set Printing Width 1000000.
Set Printing Depth 1000000.
Eval vm_compute in map show auctions.
