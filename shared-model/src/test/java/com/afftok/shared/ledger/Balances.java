package com.afftok.shared.ledger;

import com.afftok.shared.money.Currency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// The balances of all accounts in minor units, without zero balances.
final class Balances {

    record Key(long user, Currency currency) {}

    private final Map<Account, Map<Key, Long>> byAccount = new EnumMap<>(Account.class);

    Balances() {
        for (Account account : Account.values()) {
            byAccount.put(account, new HashMap<>());
        }
    }

    /// Adds to the balance of a user, or of the platform, which is user 0.
    void add(Account account, long user, Currency currency, long minor) {
        if (minor != 0) {
            of(account)
                    .merge(
                            new Key(user, currency),
                            minor,
                            (one, other) -> one + other == 0 ? null : one + other);
        }
    }

    long of(Account account, long user, Currency currency) {
        return of(account).getOrDefault(new Key(user, currency), 0L);
    }

    /// The balances of one account.
    Map<Key, Long> of(Account account) {
        return Objects.requireNonNull(byAccount.get(account));
    }

    boolean anyNegative(Account account) {
        for (long minor : of(account).values()) {
            if (minor < 0) {
                return true;
            }
        }
        return false;
    }

    boolean sumToZero() {
        Map<Currency, Long> sums = new HashMap<>();
        for (Map<Key, Long> account : byAccount.values()) {
            account.forEach((key, minor) -> sums.merge(key.currency(), minor, Long::sum));
        }
        return sums.values().stream().allMatch(sum -> sum == 0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Balances balances && byAccount.equals(balances.byAccount);
    }

    @Override
    public int hashCode() {
        return byAccount.hashCode();
    }

    @Override
    public String toString() {
        return byAccount.toString();
    }
}
