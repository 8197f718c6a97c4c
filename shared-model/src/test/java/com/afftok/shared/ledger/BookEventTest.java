package com.afftok.shared.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.afftok.shared.Seeded;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ConversionId;
import com.afftok.shared.id.PayoutId;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BookEventTest {

    private static final Currency USD = Currency.of("USD");
    private static final ConversionId CONVERSION = new ConversionId(17);
    private static final PayoutId PAYOUT = new PayoutId(3);
    private static final AccountId SHOP = new AccountId(1);
    private static final AccountId STORE = new AccountId(2);
    private static final AccountId ALI = new AccountId(5);
    private static final AccountId MONA = new AccountId(6);

    /// 10.00 for Ali, 1.00 for his recruiter, 2.00 for the platform.
    private static final Earnings EARNINGS =
            new Earnings(
                    List.of(new Share(0, ALI, usd(1000)), new Share(1, MONA, usd(100))), usd(200));

    @Test
    void charges_the_advertiser_for_what_is_pending() {
        assertThat(booked(new BusinessEvent.Recorded(CONVERSION, SHOP, EARNINGS)))
                .isEqualTo(
                        """
                        1 commission conversion:17:recorded
                        advertiser 1 -1300, platform 200, promoter_pending 5 1000, promoter_pending 6 100\
                        """);
    }

    @Test
    void makes_available_what_was_approved() {
        assertThat(booked(new BusinessEvent.Approved(CONVERSION, SHOP, EARNINGS)))
                .isEqualTo(
                        """
                        1 approval conversion:17:approved
                        promoter_pending 5 -1000, promoter_available 5 1000, \
                        promoter_pending 6 -100, promoter_available 6 100\
                        """);
    }

    @Test
    void takes_back_all_of_what_was_rejected() {
        assertThat(booked(new BusinessEvent.Rejected(CONVERSION, SHOP, EARNINGS)))
                .isEqualTo(
                        """
                        1 rejection conversion:17:rejected reverses conversion:17:recorded
                        advertiser 1 1300, platform -200, promoter_pending 5 -1000, promoter_pending 6 -100\
                        """);
    }

    @Test
    void takes_back_a_part_in_proportion_and_then_the_rest() {
        var third = new Refund(usd(9000), usd(0), usd(3000));
        var rest = new Refund(usd(9000), usd(3000), usd(9000));

        assertThat(booked(new BusinessEvent.PartlyRefunded(CONVERSION, SHOP, EARNINGS, third)))
                .isEqualTo(
                        """
                        1 reversal conversion:17:refund:3000 reverses conversion:17:recorded
                        advertiser 1 433, platform -67, promoter_available 5 -333, promoter_available 6 -33\
                        """);
        assertThat(booked(new BusinessEvent.Reversed(CONVERSION, SHOP, EARNINGS, rest)))
                .isEqualTo(
                        """
                        1 reversal conversion:17:reversed reverses conversion:17:recorded
                        advertiser 1 867, platform -133, promoter_available 5 -667, promoter_available 6 -67\
                        """);
    }

    @Test
    void lets_the_platform_pay_recruiters_where_the_advertiser_does_not() {
        var earnings = new Earnings(EARNINGS.shares(), usd(-100));

        assertThat(booked(new BusinessEvent.Recorded(CONVERSION, SHOP, earnings)))
                .endsWith(
                        """
                        advertiser 1 -1000, platform -100, promoter_pending 5 1000, promoter_pending 6 100\
                        """);
    }

    @Test
    void books_nothing_where_nothing_is_moved() {
        var nothing = Earnings.of(USD, List.of(new Share(0, ALI, usd(0))));
        var cent = Earnings.of(USD, List.of(new Share(0, ALI, usd(1))));
        var refund = new Refund(usd(100), usd(0), usd(50));

        assertThat(booked(new BusinessEvent.Recorded(CONVERSION, SHOP, nothing))).isEmpty();
        assertThat(booked(new BusinessEvent.Approved(CONVERSION, SHOP, nothing))).isEmpty();
        assertThat(booked(new BusinessEvent.PartlyRefunded(CONVERSION, SHOP, cent, refund)))
                .isEmpty();
    }

    @Test
    void adjusts_at_the_expense_of_who_pays() {
        assertThat(booked(adjusted(usd(500), BusinessEvent.Payer.PLATFORM)))
                .isEqualTo(
                        """
                        1 adjustment adjustment:ticket-9
                        platform -500, promoter_available 5 500\
                        """);
        assertThat(booked(adjusted(usd(-500), BusinessEvent.Payer.ADVERTISER)))
                .endsWith("advertiser 1 500, promoter_available 5 -500");
    }

    @Test
    void takes_what_advertisers_pay_from_the_clearing_account() {
        assertThat(booked(new BusinessEvent.AdvertiserPaid("wire-4", SHOP, usd(9900), null)))
                .isEqualTo(
                        """
                        1 advertiser_payment payment:wire-4
                        bank -9900, advertiser 1 9900\
                        """);
    }

    @Test
    void returns_a_wrong_payment_to_the_clearing_account() {
        var reversed = new BusinessEvent.PaymentReversed("4", SHOP, usd(9900), "of another shop");

        assertThat(booked(reversed))
                .isEqualTo(
                        """
                        1 advertiser_payment payment:4:reversed reverses payment:4
                        bank 9900, advertiser 1 -9900\
                        """);
    }

    @Test
    void credits_an_advertiser_at_the_expense_of_the_platform() {
        assertThat(booked(new BusinessEvent.Credited("7", SHOP, usd(-500), "a late fee")))
                .isEqualTo(
                        """
                        1 adjustment adjustment:7
                        platform 500, advertiser 1 -500\
                        """);
    }

    @Test
    void books_a_payout_with_each_advertiser_whose_postings_it_uses_up() {
        var request =
                new BusinessEvent.PayoutRequested(
                        PAYOUT,
                        ALI,
                        usd(7000),
                        List.of(
                                new PayoutPart(SHOP, usd(-500), usd(0), usd(0)),
                                new PayoutPart(STORE, usd(9000), usd(1500), usd(0))));

        assertThat(booked(request))
                .isEqualTo(
                        """
                        1 payout_request payout:3:requested
                        promoter_available 5 500 (used up), promoter_payout 5 -500
                        2 payout_request payout:3:requested
                        promoter_available 5 -9000 (used up), promoter_available 5 1500, promoter_payout 5 7500\
                        """);
        assertThat(
                        booked(
                                new BusinessEvent.PayoutCompleted(
                                        PAYOUT,
                                        ALI,
                                        usd(7000),
                                        Deductions.none(usd(0).currency()),
                                        request.slices())))
                .isEqualTo(
                        """
                        1 payout_completion payout:3:completed
                        promoter_payout 5 500, paid_out 5 -500
                        2 payout_completion payout:3:completed
                        promoter_payout 5 -7500, paid_out 5 7500\
                        """);
        assertThat(booked(new BusinessEvent.PayoutFailed(PAYOUT, ALI, usd(7000), request.slices())))
                .isEqualTo(
                        """
                        1 payout_failure payout:3:failed reverses payout:3:requested
                        promoter_payout 5 500, promoter_available 5 -500
                        2 payout_failure payout:3:failed reverses payout:3:requested
                        promoter_payout 5 -7500, promoter_available 5 7500\
                        """);
        assertThat(
                        booked(
                                new BusinessEvent.PayoutReturned(
                                        PAYOUT,
                                        ALI,
                                        usd(7000),
                                        Deductions.none(USD),
                                        request.slices())))
                .isEqualTo(
                        """
                        1 payout_return payout:3:returned reverses payout:3:completed
                        paid_out 5 500, promoter_available 5 -500
                        2 payout_return payout:3:returned reverses payout:3:completed
                        paid_out 5 -7500, promoter_available 5 7500\
                        """);
    }

    @Test
    void books_deductions_with_the_first_advertisers_whose_slices_suffice() {
        List<PayoutSlice> slices =
                List.of(
                        new PayoutSlice(SHOP, usd(-500)),
                        new PayoutSlice(STORE, usd(300)),
                        new PayoutSlice(new AccountId(9), usd(7200)));
        var completed =
                new BusinessEvent.PayoutCompleted(
                        PAYOUT, ALI, usd(7000), new Deductions(usd(200), usd(700)), slices);

        assertThat(booked(completed))
                .isEqualTo(
                        """
                        1 payout_completion payout:3:completed
                        promoter_payout 5 500, paid_out 5 -500
                        2 payout_completion payout:3:completed
                        promoter_payout 5 -300, platform 200, tax_withheld 5 100
                        9 payout_completion payout:3:completed
                        promoter_payout 5 -7200, paid_out 5 6600, tax_withheld 5 600\
                        """);
        assertThat(
                        booked(
                                new BusinessEvent.PayoutReturned(
                                        PAYOUT, ALI, usd(7000), completed.deductions(), slices)))
                .isEqualTo(
                        """
                        1 payout_return payout:3:returned reverses payout:3:completed
                        paid_out 5 500, promoter_available 5 -500
                        2 payout_return payout:3:returned reverses payout:3:completed
                        platform -200, tax_withheld 5 -100, promoter_available 5 300
                        9 payout_return payout:3:returned reverses payout:3:completed
                        paid_out 5 -6600, tax_withheld 5 -600, promoter_available 5 7200\
                        """);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new BusinessEvent.PayoutCompleted(
                                PAYOUT,
                                ALI,
                                usd(7000),
                                new Deductions(usd(200), usd(6800)),
                                slices));
    }

    @Test
    void returns_the_part_of_a_refund_that_a_payout_does_not_absorb() {
        var request =
                new BusinessEvent.PayoutRequested(
                        PAYOUT,
                        ALI,
                        usd(70),
                        List.of(new PayoutPart(SHOP, usd(20), usd(10), usd(-60))));

        assertThat(booked(request))
                .isEqualTo(
                        """
                        1 payout_request payout:3:requested
                        promoter_available 5 -20 (used up), promoter_available 5 10, promoter_available 5 -60, promoter_payout 5 70\
                        """);
    }

    @Test
    void takes_back_as_much_in_many_refunds_as_in_one() {
        Seeded.run(
                2000,
                random -> {
                    Money sold = usd(1 + random.nextInt(1000));
                    Earnings earnings =
                            new Earnings(
                                    List.of(
                                            new Share(0, ALI, usd(random.nextInt(500))),
                                            new Share(2, MONA, usd(random.nextInt(50)))),
                                    usd(random.nextInt(90)));
                    Earnings before = earnings.takenBack(usd(0), sold);

                    assertThat(before.charge().isZero()).isTrue();
                    for (long refunded = 1; refunded <= sold.minor(); refunded++) {
                        Earnings after = earnings.takenBack(usd(refunded), sold);
                        assertThat(after.charge()).isGreaterThanOrEqualTo(before.charge());
                        assertThat(after.shares().getFirst().amount())
                                .isGreaterThanOrEqualTo(before.shares().getFirst().amount());
                        assertThat(after.shares().getLast().amount())
                                .isGreaterThanOrEqualTo(before.shares().getLast().amount());
                        before = after;
                    }
                    assertThat(before).isEqualTo(earnings);
                });
    }

    @Test
    void books_the_tax_of_an_invoice_and_what_a_credit_note_returns() {
        assertThat(booked(new BusinessEvent.Taxed("2026-000001", SHOP, usd(150))))
                .isEqualTo(
                        """
                        1 invoice_tax invoice:2026-000001
                        advertiser 1 -150, tax_payable 150\
                        """);
        assertThat(booked(new BusinessEvent.Taxed("2026-000001", SHOP, usd(0)))).isEmpty();
        assertThat(
                        booked(
                                new BusinessEvent.CreditNoteIssued(
                                        "2026-000002", SHOP, usd(100), usd(15))))
                .isEqualTo(
                        """
                        1 credit_note invoice:2026-000002
                        advertiser 1 115, platform -100, tax_payable -15\
                        """);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new BusinessEvent.CreditNoteIssued("2026-000002", SHOP, usd(0), usd(0)));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new BusinessEvent.CreditNoteIssued("2026-000002", SHOP, usd(1), usd(-1)));
    }

    @Test
    void refuses_events_that_contradict_themselves() {
        var part = new PayoutPart(SHOP, usd(900), usd(0), usd(0));
        var whole = new Refund(usd(100), usd(0), usd(100));
        var half = new Refund(usd(100), usd(0), usd(50));

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new BusinessEvent.PayoutRequested(PAYOUT, ALI, usd(901), List.of(part)));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new BusinessEvent.PayoutRequested(
                                PAYOUT, ALI, usd(1800), List.of(part, part)));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new BusinessEvent.PartlyRefunded(CONVERSION, SHOP, EARNINGS, whole));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BusinessEvent.Reversed(CONVERSION, SHOP, EARNINGS, half));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Refund(usd(100), usd(50), usd(50)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Earnings(EARNINGS.shares(), usd(-1101)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BusinessEvent.AdvertiserPaid("a b", SHOP, usd(1), null));
    }

    private static BusinessEvent adjusted(Money amount, BusinessEvent.Payer payer) {
        return new BusinessEvent.Adjusted("ticket-9", SHOP, ALI, amount, payer, "goodwill");
    }

    /// The entries, each as two lines: advertiser, kind and key, then its postings.
    private static String booked(BusinessEvent event) {
        return BookEvent.book(event).stream()
                .map(BookEventTest::written)
                .collect(Collectors.joining("\n"));
    }

    private static String written(LedgerEntry entry) {
        var text = new StringBuilder();
        text.append(entry.advertiser().value())
                .append(' ')
                .append(entry.kind().label())
                .append(' ')
                .append(entry.eventKey());
        if (entry.reverses() != null) {
            text.append(" reverses ").append(entry.reverses());
        }
        for (int line = 1; line <= entry.postings().size(); line++) {
            Posting posting = entry.postings().get(line - 1);
            text.append(line == 1 ? "\n" : ", ").append(posting.account().label());
            if (posting.owner() != null) {
                text.append(' ').append(posting.owner().value());
            }
            text.append(' ').append(posting.amount().minor());
            text.append(line == entry.usedUpLine() ? " (used up)" : "");
        }
        return text.toString();
    }

    private static Money usd(long minor) {
        return new Money(minor, USD);
    }
}
