package com.afftok.shared.conversion.move;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.conversion.ConversionMove;
import com.afftok.shared.conversion.ConversionOutcome.Moved;
import com.afftok.shared.conversion.ConversionSource;
import com.afftok.shared.conversion.ConversionState;
import com.afftok.shared.conversion.ConversionStatus;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ConversionId;
import com.afftok.shared.ledger.BusinessEvent;
import com.afftok.shared.ledger.ConversionEvents;
import com.afftok.shared.ledger.Earnings;
import com.afftok.shared.ledger.Share;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import com.afftok.shared.webhook.EventType;
import java.util.List;
import org.junit.jupiter.api.Test;

class MovedConversionTest {

    private static final Currency USD = Currency.of("USD");

    private static final ConversionEvents CONVERSION =
            new ConversionEvents(
                    new ConversionId(9),
                    ConversionSource.POSTBACK,
                    new AccountId(1),
                    Earnings.of(
                            USD,
                            List.of(
                                    new Share(0, new AccountId(2), usd(500)),
                                    new Share(1, new AccountId(3), usd(50)))));

    private static final ConversionState PENDING =
            ConversionState.begin(ConversionStatus.PENDING, usd(10_000));

    private static final ConversionState APPROVED =
            ConversionState.begin(ConversionStatus.APPROVED, usd(10_000));

    @Test
    void an_approval_takes_nothing_back() {
        MovedConversion moved = byPerson(PENDING, new ConversionMove.Approve());

        assertThat(moved.state().status()).isEqualTo(ConversionStatus.APPROVED);
        assertThat(moved.takesBack()).isFalse();
        assertThat(moved.takenBack().charge()).isEqualTo(usd(0));
        assertThat(moved.bookings()).singleElement().isInstanceOf(BusinessEvent.Approved.class);
        assertThat(moved.event()).isEqualTo(EventType.CONVERSION_APPROVED);
    }

    @Test
    void a_rejection_takes_nothing_back_as_nothing_was_earned_yet() {
        MovedConversion moved = byPerson(PENDING, new ConversionMove.Reject());

        assertThat(moved.takesBack()).isFalse();
        assertThat(moved.state().left(usd(500))).isEqualTo(usd(0));
        assertThat(moved.bookings()).singleElement().isInstanceOf(BusinessEvent.Rejected.class);
        assertThat(moved.event()).isEqualTo(EventType.CONVERSION_REJECTED);
    }

    @Test
    void a_refund_takes_back_its_part_of_each_share() {
        MovedConversion moved = byPerson(APPROVED, new ConversionMove.Refund(usd(3333)));

        assertThat(moved.takesBack()).isTrue();
        assertThat(moved.takenBack().shares())
                .extracting(Share::amount)
                .containsExactly(usd(167), usd(17));
        assertThat(moved.takenBack().promoter()).isEqualTo(usd(167));
        assertThat(moved.state().left(usd(500))).isEqualTo(usd(333));
        assertThat(moved.bookings())
                .singleElement()
                .isInstanceOf(BusinessEvent.PartlyRefunded.class);
        assertThat(moved.event()).isEqualTo(EventType.CONVERSION_REFUNDED);
    }

    @Test
    void a_reversal_takes_back_all() {
        MovedConversion moved = byPerson(APPROVED, new ConversionMove.Reverse());

        assertThat(moved.takenBack()).isEqualTo(CONVERSION.earnings());
        assertThat(moved.state().left(usd(500))).isEqualTo(usd(0));
        assertThat(moved.bookings()).singleElement().isInstanceOf(BusinessEvent.Reversed.class);
        assertThat(moved.event()).isEqualTo(EventType.CONVERSION_REVERSED);
    }

    @Test
    void only_a_person_or_the_end_of_what_it_earns_ends_a_review() {
        assertThat(byPerson(APPROVED, new ConversionMove.Refund(usd(1))).needsReview()).isFalse();

        assertThat(byReport(APPROVED, new ConversionMove.Refund(usd(1)), true)).isTrue();
        assertThat(byReport(PENDING, new ConversionMove.Approve(), true)).isTrue();
        assertThat(byReport(PENDING, new ConversionMove.Reject(), true)).isFalse();
        assertThat(byReport(APPROVED, new ConversionMove.Reverse(), true)).isFalse();
        assertThat(byReport(APPROVED, new ConversionMove.Refund(usd(1)), false)).isFalse();
    }

    private static MovedConversion byPerson(ConversionState from, ConversionMove move) {
        return MovedConversion.byPerson(CONVERSION, (Moved) from.move(move));
    }

    private static boolean byReport(ConversionState from, ConversionMove move, boolean waited) {
        return MovedConversion.byReport(CONVERSION, (Moved) from.move(move), waited).needsReview();
    }

    private static Money usd(long cents) {
        return new Money(cents, USD);
    }
}
