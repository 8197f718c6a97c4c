package com.afftok.shared.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.PayoutId;
import com.afftok.shared.ledger.ChoosePostings.AvailablePosting;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// A ledger in memory with the database's rules: each event key once per advertiser, each available
/// posting used at most once.
final class KeptLedger {

    private record EventKey(AccountId advertiser, String key) {}

    private record Owner(AccountId promoter, Currency currency) {}

    private final Set<EventKey> keys = new HashSet<>();
    private final Map<Owner, Map<PostingKey, AvailablePosting>> unused = new HashMap<>();
    private final Set<PostingKey> usedUp = new HashSet<>();
    private final Map<PayoutId, List<LedgerEntry>> payouts = new HashMap<>();
    private final Balances balances = new Balances();
    private long entries;

    /// Stores all of the entries, or none if one of them exists.
    boolean keep(List<LedgerEntry> booked) {
        List<EventKey> names =
                booked.stream().map(entry -> name(entry.advertiser(), entry.eventKey())).toList();
        assertThat(names).doesNotHaveDuplicates();
        if (names.stream().anyMatch(keys::contains)) {
            return false;
        }
        booked.forEach(this::keep);
        keys.addAll(names);
        return true;
    }

    /// Uses the postings chosen for a payout; call it before its request is stored.
    void useUp(AccountId promoter, Currency currency, List<PostingKey> chosen) {
        Map<PostingKey, AvailablePosting> available = available(promoter, currency);
        for (PostingKey key : chosen) {
            assertThat(available.remove(key)).as("%s is available", key).isNotNull();
            assertThat(usedUp.add(key)).as("%s was not used up before", key).isTrue();
        }
    }

    /// A promoter's postings that no payout has used.
    List<AvailablePosting> unused(AccountId promoter, Currency currency) {
        return new ArrayList<>(available(promoter, currency).values());
    }

    Balances balances() {
        return balances;
    }

    /// The sum of a payout's postings on one account.
    long sumOf(PayoutId payout, Account account) {
        return payouts.getOrDefault(payout, List.of()).stream()
                .flatMap(entry -> entry.postings().stream())
                .filter(posting -> posting.account() == account)
                .mapToLong(posting -> posting.amount().minor())
                .sum();
    }

    private void keep(LedgerEntry entry) {
        if (entry.reverses() != null) {
            assertThat(keys.contains(name(entry.advertiser(), entry.reverses())))
                    .as(entry.reverses())
                    .isTrue();
        }
        entries++;
        Map<Currency, Long> sums = new HashMap<>();
        for (int line = 1; line <= entry.postings().size(); line++) {
            Posting posting = entry.postings().get(line - 1);
            Money amount = posting.amount();
            AccountId user = posting.owner();
            balances.add(
                    posting.account(),
                    user == null ? 0 : user.value(),
                    amount.currency(),
                    amount.minor());
            sums.merge(amount.currency(), amount.minor(), Long::sum);
            if (posting.account() == Account.PROMOTER_AVAILABLE) {
                var key = new PostingKey(entry.advertiser(), entries, line);
                AccountId promoter = Objects.requireNonNull(user);
                available(promoter, amount.currency()).put(key, new AvailablePosting(key, amount));
                if (line == entry.usedUpLine()) {
                    useUp(promoter, amount.currency(), List.of(key));
                }
            }
        }
        assertThat(sums.values()).as(entry.eventKey()).allMatch(sum -> sum == 0);
        if (entry.payout() != null) {
            payouts.computeIfAbsent(entry.payout(), _ -> new ArrayList<>()).add(entry);
        }
    }

    private Map<PostingKey, AvailablePosting> available(AccountId promoter, Currency currency) {
        return unused.computeIfAbsent(new Owner(promoter, currency), _ -> new LinkedHashMap<>());
    }

    private static EventKey name(AccountId advertiser, String key) {
        return new EventKey(advertiser, key);
    }
}
