package com.afftok.shared.ledger;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.money.Money;
import org.jspecify.annotations.Nullable;

/// One line of an entry: a non-zero amount on an account.
///
/// @param owner the account's owner; null for the platform's own accounts
public record Posting(Account account, @Nullable AccountId owner, Money amount) {

    public Posting {
        if (account.owned() != (owner != null)) {
            throw new IllegalArgumentException(account.label() + " and its owner do not agree");
        }
        if (amount.isZero()) {
            throw new IllegalArgumentException("a posting moves something");
        }
    }
}
