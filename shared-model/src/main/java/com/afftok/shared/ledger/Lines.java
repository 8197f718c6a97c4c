package com.afftok.shared.ledger;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.money.Money;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collects the postings of an entry; zero amounts are omitted.
final class Lines {

    private final List<Posting> postings = new ArrayList<>();

    void add(Account account, @Nullable AccountId user, Money amount) {
        if (!amount.isZero()) {
            postings.add(new Posting(account, user, amount));
        }
    }

    /// Moves an amount between two accounts of one user.
    void move(AccountId user, Account from, Account to, Money amount) {
        add(from, user, amount.negate());
        add(to, user, amount);
    }

    boolean isEmpty() {
        return postings.isEmpty();
    }

    List<Posting> postings() {
        return postings;
    }
}
