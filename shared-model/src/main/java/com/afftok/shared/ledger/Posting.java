package com.afftok.shared.ledger;

import com.afftok.shared.id.UserId;
import com.afftok.shared.money.Money;
import org.jspecify.annotations.Nullable;

/// One line of an entry: an amount, never zero, on an account.
///
/// @param user the account's owner; null on the platform's own accounts
public record Posting(Account account, @Nullable UserId user, Money amount) {

    public Posting {
        if (account.owned() != (user != null)) {
            throw new IllegalArgumentException(account.label() + " and its owner do not agree");
        }
        if (amount.isZero()) {
            throw new IllegalArgumentException("a posting moves something");
        }
    }
}
