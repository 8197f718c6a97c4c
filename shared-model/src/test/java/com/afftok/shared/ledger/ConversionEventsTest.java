package com.afftok.shared.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.conversion.ConversionOutcome.Moved;
import com.afftok.shared.conversion.ConversionSource;
import com.afftok.shared.conversion.ConversionState;
import com.afftok.shared.conversion.ConversionStatus;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ConversionId;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversionEventsTest {

    private static final ConversionId ID = new ConversionId(17);
    private static final AccountId SHOP = new AccountId(1);
    private static final Currency USD = Currency.of("USD");
    private static final Earnings EARNINGS =
            Earnings.of(USD, List.of(new Share(0, new AccountId(5), usd(10))));
    private static final ConversionEvents EVENTS = events(ConversionSource.POSTBACK);
    private static final ConversionEvents CLAIM = events(ConversionSource.PIXEL);

    @Test
    void record_what_comes_and_approve_what_comes_approved() {
        var recorded = new BusinessEvent.Recorded(ID, SHOP, EARNINGS);
        var approved = new BusinessEvent.Approved(ID, SHOP, EARNINGS);

        assertThat(EVENTS.begun(state(ConversionStatus.PENDING, 0))).containsExactly(recorded);
        assertThat(EVENTS.begun(state(ConversionStatus.APPROVED, 0)))
                .containsExactly(recorded, approved);
        assertThat(EVENTS.begun(state(ConversionStatus.REJECTED, 0))).isEmpty();
    }

    @Test
    void say_what_a_move_was() {
        ConversionState pending = state(ConversionStatus.PENDING, 0);
        ConversionState approved = state(ConversionStatus.APPROVED, 0);
        ConversionState refunded = state(ConversionStatus.APPROVED, 30);

        assertThat(EVENTS.moved(new Moved(pending, approved)))
                .containsExactly(new BusinessEvent.Approved(ID, SHOP, EARNINGS));
        assertThat(EVENTS.moved(new Moved(pending, state(ConversionStatus.REJECTED, 0))))
                .containsExactly(new BusinessEvent.Rejected(ID, SHOP, EARNINGS));
        assertThat(EVENTS.moved(new Moved(approved, refunded)))
                .containsExactly(
                        new BusinessEvent.PartlyRefunded(
                                ID, SHOP, EARNINGS, new Refund(usd(100), usd(0), usd(30))));
        assertThat(EVENTS.moved(new Moved(refunded, state(ConversionStatus.REVERSED, 100))))
                .containsExactly(
                        new BusinessEvent.Reversed(
                                ID, SHOP, EARNINGS, new Refund(usd(100), usd(30), usd(100))));
    }

    @Test
    void book_a_claim_when_it_is_approved_and_not_before() {
        var recorded = new BusinessEvent.Recorded(ID, SHOP, EARNINGS);
        var approval = new BusinessEvent.Approved(ID, SHOP, EARNINGS);
        ConversionState pending = state(ConversionStatus.PENDING, 0);
        ConversionState approved = state(ConversionStatus.APPROVED, 0);

        assertThat(CLAIM.begun(pending)).isEmpty();
        assertThat(CLAIM.moved(new Moved(pending, state(ConversionStatus.REJECTED, 0)))).isEmpty();
        assertThat(CLAIM.moved(new Moved(pending, approved))).containsExactly(recorded, approval);
        assertThat(CLAIM.moved(new Moved(approved, state(ConversionStatus.APPROVED, 30))))
                .containsExactly(
                        new BusinessEvent.PartlyRefunded(
                                ID, SHOP, EARNINGS, new Refund(usd(100), usd(0), usd(30))));
        assertThat(CLAIM.moved(new Moved(approved, state(ConversionStatus.REVERSED, 100))))
                .containsExactly(
                        new BusinessEvent.Reversed(
                                ID, SHOP, EARNINGS, new Refund(usd(100), usd(0), usd(100))));
    }

    private static ConversionEvents events(ConversionSource source) {
        return new ConversionEvents(ID, source, SHOP, EARNINGS);
    }

    private static ConversionState state(ConversionStatus status, long refunded) {
        return new ConversionState(status, usd(100), usd(refunded));
    }

    private static Money usd(long minor) {
        return new Money(minor, USD);
    }
}
