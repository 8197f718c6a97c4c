package com.afftok.shared.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerEntryTest {

    private static final AccountId SHOP = new AccountId(1);
    private static final AccountId ALI = new AccountId(5);

    @Test
    void balances_in_each_currency() {
        assertThat(
                        adjustment(
                                        bank(5, "USD"),
                                        bank(-5, "USD"),
                                        bank(7, "KWD"),
                                        bank(-3, "KWD"),
                                        bank(-4, "KWD"))
                                .postings())
                .hasSize(5);
    }

    @Test
    void is_refused_when_it_does_not() {
        assertRefused(bank(5, "USD"), bank(-4, "USD"));
        assertRefused(bank(5, "USD"), bank(-5, "KWD"));
        assertRefused();
    }

    @Test
    void is_refused_on_the_account_of_another_advertiser() {
        assertRefused(posting(Account.ADVERTISER, 5), bank(-5, "USD"));
    }

    @Test
    void names_a_conversion_or_a_payout_where_its_kind_does() {
        assertThatIllegalArgumentException().isThrownBy(() -> entry(EntryKind.COMMISSION, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> entry(EntryKind.PAYOUT_REQUEST, 0));
    }

    @Test
    void uses_up_postings_in_a_payout_only() {
        assertThatIllegalArgumentException().isThrownBy(() -> entry(EntryKind.ADJUSTMENT, 1));
    }

    @Test
    void has_postings_that_move_something_on_an_account_of_their_owner() {
        assertThatIllegalArgumentException().isThrownBy(() -> bank(0, "USD"));
        assertThatIllegalArgumentException().isThrownBy(() -> posting(Account.PLATFORM, 5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Posting(Account.PAID_OUT, null, usd(5)));
    }

    private static void assertRefused(Posting... postings) {
        assertThatIllegalArgumentException().isThrownBy(() -> adjustment(postings));
    }

    private static LedgerEntry adjustment(Posting... postings) {
        return new LedgerEntry(
                EntryKind.ADJUSTMENT,
                "adjustment:1",
                SHOP,
                null,
                null,
                null,
                null,
                List.of(postings),
                0);
    }

    private static LedgerEntry entry(EntryKind kind, int usedUpLine) {
        return new LedgerEntry(
                kind,
                "event",
                SHOP,
                null,
                null,
                null,
                null,
                List.of(posting(Account.PROMOTER_AVAILABLE, 5), bank(-5, "USD")),
                usedUpLine);
    }

    private static Posting posting(Account account, long minor) {
        return new Posting(account, ALI, usd(minor));
    }

    private static Posting bank(long minor, String currency) {
        return new Posting(Account.BANK, null, new Money(minor, Currency.of(currency)));
    }

    private static Money usd(long minor) {
        return new Money(minor, Currency.of("USD"));
    }
}
