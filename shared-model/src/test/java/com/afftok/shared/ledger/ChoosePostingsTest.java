package com.afftok.shared.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.afftok.shared.Seeded;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.ledger.ChoosePostings.AvailablePosting;
import com.afftok.shared.ledger.ChoosePostings.PayoutChoice;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChoosePostingsTest {

    private static final AccountId SHOP = new AccountId(1);
    private static final AccountId STORE = new AccountId(2);

    @Test
    void takes_the_oldest_that_suffice_and_leaves_change() {
        assertThat(choose(70, posting(SHOP, 3, 30), posting(SHOP, 1, 50), posting(SHOP, 2, 40)))
                .isEqualTo(
                        chosen(
                                List.of(key(SHOP, 1), key(SHOP, 2)),
                                new PayoutPart(SHOP, usd(90), usd(20), usd(0))));
    }

    @Test
    void absorbs_refunds_first_though_they_are_younger() {
        assertThat(choose(40, posting(SHOP, 1, 30), posting(SHOP, 2, 30), posting(SHOP, 3, -15)))
                .isEqualTo(
                        chosen(
                                List.of(key(SHOP, 3), key(SHOP, 1), key(SHOP, 2)),
                                new PayoutPart(SHOP, usd(45), usd(5), usd(0))));
    }

    @Test
    void lets_one_advertisers_postings_pay_what_another_one_refunded() {
        assertThat(choose(70, posting(SHOP, 1, 100), posting(STORE, 2, -20)))
                .isEqualTo(
                        chosen(
                                List.of(key(STORE, 2), key(SHOP, 1)),
                                new PayoutPart(STORE, usd(-20), usd(0), usd(0)),
                                new PayoutPart(SHOP, usd(100), usd(10), usd(0))));
    }

    @Test
    void refuses_less_than_the_minimum_and_more_than_the_balance() {
        AvailablePosting[] available = {posting(SHOP, 1, 50), posting(SHOP, 2, -10)};

        assertThat(choose(4, available)).isEqualTo(new PayoutChoice.BelowMinimum(usd(5)));
        assertThat(choose(41, available)).isEqualTo(new PayoutChoice.AboveBalance(usd(40)));
        assertThat(choose(40, available)).isInstanceOf(PayoutChoice.Chosen.class);
        assertThat(choose(10)).isEqualTo(new PayoutChoice.AboveBalance(usd(0)));
        assertThat(choose(10, posting(SHOP, 1, -7)))
                .isEqualTo(new PayoutChoice.AboveBalance(usd(-7)));
        assertThatIllegalArgumentException().isThrownBy(() -> choose(0, available));
    }

    @Test
    void uses_up_so_many_at_most_and_says_how_far_they_go() {
        int tooMany = ChoosePostings.MAX_POSTINGS + 1;
        AvailablePosting[] cents = cents(1, tooMany, 1);

        assertThat(choose(tooMany, cents))
                .isEqualTo(new PayoutChoice.TooManyPostings(usd(tooMany - 1L)));
        assertThat(choose(tooMany - 1, cents))
                .isInstanceOfSatisfying(
                        PayoutChoice.Chosen.class,
                        chosen -> assertThat(chosen.usedUp()).hasSize(ChoosePostings.MAX_POSTINGS));
    }

    @Test
    void leaves_room_to_be_paid_beside_any_number_of_refunds() {
        List<AvailablePosting> unused = new ArrayList<>();
        Collections.addAll(unused, cents(1, ChoosePostings.MAX_POSTINGS * 2, -1));
        unused.add(posting(SHOP, 1_000_000, ChoosePostings.MAX_POSTINGS * 3L));

        assertThat(choose(50, unused.toArray(AvailablePosting[]::new)))
                .isInstanceOfSatisfying(
                        PayoutChoice.Chosen.class,
                        chosen ->
                                assertThat(chosen.usedUp())
                                        .hasSize(ChoosePostings.MAX_NEGATIVE + 1));
    }

    @Test
    void absorbs_no_more_of_refunds_than_the_limit_and_leaves_the_rest_as_debt() {
        AvailablePosting[] unused = {
            posting(SHOP, 1, 100),
            posting(STORE, 2, -30),
            posting(STORE, 3, -50),
            posting(SHOP, 4, -5)
        };

        assertThat(payable(40, unused)).isEqualTo(usd(60));
        assertThat(limited(60, 40, unused))
                .isEqualTo(
                        chosen(
                                List.of(key(STORE, 2), key(STORE, 3), key(SHOP, 1)),
                                new PayoutPart(STORE, usd(-80), usd(0), usd(-40)),
                                new PayoutPart(SHOP, usd(100), usd(0), usd(0))));
        assertThat(limited(61, 40, unused)).isEqualTo(new PayoutChoice.AboveBalance(usd(60)));
        assertThat(limited(100, 0, unused))
                .isEqualTo(
                        chosen(
                                List.of(key(SHOP, 1)),
                                new PayoutPart(SHOP, usd(100), usd(0), usd(0))));
        assertThat(payable(85, unused)).isEqualTo(usd(15));
        assertThat(payable(1000, unused)).isEqualTo(usd(15));
    }

    /// The naive model adds up all earnings, and takes off refunds up to the limit.
    @Test
    void pays_earnings_less_refunds_up_to_the_limit() {
        Seeded.run(
                2000,
                random -> {
                    List<AvailablePosting> unused = new ArrayList<>();
                    int entries = 1 + random.nextInt(30);
                    long earned = 0;
                    long refunded = 0;
                    for (int entry = 1; entry <= entries; entry++) {
                        long minor = random.nextLong(200) - 80;
                        if (minor != 0) {
                            unused.add(posting(new AccountId(1 + random.nextInt(4)), entry, minor));
                        }
                        earned += Math.max(0, minor);
                        refunded += Math.max(0, -minor);
                    }
                    int limit = random.nextInt(400);
                    long naive = earned - Math.min(refunded, limit);
                    AvailablePosting[] all = unused.toArray(AvailablePosting[]::new);

                    assertThat(payable(limit, all)).isEqualTo(usd(naive));
                    if (naive < 5) {
                        return;
                    }
                    assertThat(limited(naive + 1, limit, all))
                            .isEqualTo(new PayoutChoice.AboveBalance(usd(naive)));
                    long amount = 5 + random.nextLong(naive - 4);
                    PayoutChoice.Chosen paid = (PayoutChoice.Chosen) limited(amount, limit, all);
                    long left = Math.max(0, refunded - limit);
                    assertThat(left(unused, paid, false)).isEqualTo(naive - amount);
                    assertThat(left(unused, paid, true)).isEqualTo(-left);
                    assertThat(paid.parts().stream().mapToLong(part -> part.paid().minor()).sum())
                            .isEqualTo(amount);
                });
    }

    /// The sum of the postings that a payout leaves: the unused ones, its change and its debt.
    private static long left(
            List<AvailablePosting> unused, PayoutChoice.Chosen paid, boolean negative) {
        return unused.stream()
                        .filter(posting -> !paid.usedUp().contains(posting.key()))
                        .mapToLong(posting -> posting.amount().minor())
                        .filter(minor -> minor < 0 == negative)
                        .sum()
                + paid.parts().stream()
                        .mapToLong(part -> (negative ? part.debt() : part.change()).minor())
                        .sum();
    }

    private static Money payable(long limit, AvailablePosting... unused) {
        long balance = List.of(unused).stream().mapToLong(one -> one.amount().minor()).sum();
        long refunds =
                List.of(unused).stream().mapToLong(one -> Math.min(0, one.amount().minor())).sum();
        return ChoosePostings.payable(usd(balance), usd(refunds), usd(limit));
    }

    private static PayoutChoice limited(long amount, long limit, AvailablePosting... unused) {
        return ChoosePostings.choose(
                usd(amount), usd(5), payable(limit, unused), usd(limit), List.of(unused));
    }

    @Test
    void chooses_the_same_in_whatever_order_postings_come() {
        Seeded.run(
                500,
                random -> {
                    List<AvailablePosting> unused = new ArrayList<>();
                    for (int entry = 1; entry <= 20; entry++) {
                        AccountId advertiser = new AccountId(1 + random.nextInt(3));
                        long minor = random.nextLong(100) - 30;
                        unused.add(posting(advertiser, entry, minor == 0 ? 1 : minor));
                    }
                    int amount = 5 + random.nextInt(400);
                    PayoutChoice choice = choose(amount, unused.toArray(AvailablePosting[]::new));

                    Collections.shuffle(unused, random);

                    assertThat(choose(amount, unused.toArray(AvailablePosting[]::new)))
                            .isEqualTo(choice);
                    if (choice instanceof PayoutChoice.Chosen(var usedUp, var parts)) {
                        assertThat(usedUp).doesNotHaveDuplicates();
                        assertThat(parts.stream().mapToLong(part -> part.paid().minor()).sum())
                                .isEqualTo(amount);
                    }
                });
    }

    private static AvailablePosting[] cents(int first, int count, int minor) {
        return IntStream.range(first, first + count)
                .mapToObj(entry -> posting(SHOP, entry, minor))
                .toArray(AvailablePosting[]::new);
    }

    private static PayoutChoice choose(long amount, AvailablePosting... unused) {
        long balance = List.of(unused).stream().mapToLong(one -> one.amount().minor()).sum();
        return ChoosePostings.choose(usd(amount), usd(5), usd(balance), null, List.of(unused));
    }

    private static PayoutChoice.Chosen chosen(List<PostingKey> usedUp, PayoutPart... parts) {
        return new PayoutChoice.Chosen(usedUp, List.of(parts));
    }

    private static AvailablePosting posting(AccountId advertiser, long entry, long minor) {
        return new AvailablePosting(key(advertiser, entry), usd(minor));
    }

    private static PostingKey key(AccountId advertiser, long entry) {
        return new PostingKey(advertiser, entry, 2);
    }

    private static Money usd(long minor) {
        return new Money(minor, Currency.of("USD"));
    }
}
