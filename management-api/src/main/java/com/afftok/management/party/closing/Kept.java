package com.afftok.management.party.closing;

import io.micronaut.serde.annotation.Serdeable;
import java.util.ArrayList;
import java.util.List;

/// What stays of a closed user, and why; `docs/PRIVACY.md` has how long.
///
/// @param what a code, by which clients translate the reason
@Serdeable
record Kept(String what, String reason) {

    private static final List<Kept> OF_USER =
            List.of(
                    new Kept(
                            "user",
                            "Books and audit log refer to its number; its name has no meaning."),
                    new Kept("consents", "They prove to what the user agreed, and when."),
                    new Kept(
                            "audit_log",
                            "Its entries are chained, so that a changed or removed one is found."),
                    new Kept(
                            "mails",
                            "Kind, time and recipient limit mails to an address, for 30 days."));

    private static final List<Kept> OF_ACCOUNT =
            List.of(
                    new Kept(
                            "ledger",
                            "The books of other accounts would not add up without its entries."),
                    new Kept("payouts", "They are the vouchers of the ledger."),
                    new Kept(
                            "tax_profiles",
                            "They say for whom tax was withheld; others are deleted."),
                    new Kept("conversions", "They belong to the other party of the sale as well."),
                    new Kept("links", "A published link or alias must never lead to another's."),
                    new Kept("clicks", "They are counted in reports of the other party."));

    /// @param withAccount whether an account was closed with the user
    static List<Kept> of(boolean withAccount) {
        List<Kept> kept = new ArrayList<>(OF_USER);
        if (withAccount) {
            kept.addAll(OF_ACCOUNT);
        }
        return List.copyOf(kept);
    }
}
