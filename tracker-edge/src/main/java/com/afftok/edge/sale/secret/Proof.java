package com.afftok.edge.sale.secret;

import com.afftok.edge.sale.Report;

/// What the signature of a postback proves.
public sealed interface Proof {

    /// It was signed with a secret of the advertiser's, of this mode.
    record Proven(Report.Mode mode) implements Proof {}

    record Unproven(String why) implements Proof {}

    /// The advertiser's secrets can't be read now.
    record Unknown() implements Proof {}

    Unproven NO_SIGNATURE = new Unproven("The postback has no signature.");
    Unproven WRONG = new Unproven("The signature is not valid.");
    Unproven OLD = new Unproven("The postback was signed more than 300 seconds ago or ahead.");
    Unproven COUPON_ALONE = new Unproven("A sale by coupon alone is signed with version 2.");
    Unproven AMBIGUOUS =
            new Unproven(
                    "A transaction id that ends in a dot and digits can't be signed with version"
                            + " 2.");
    Unproven AMBIGUOUS_COUPON =
            new Unproven("A sale by coupon alone can't be signed where the coupon has a dot.");
    Unknown UNKNOWN = new Unknown();
}
