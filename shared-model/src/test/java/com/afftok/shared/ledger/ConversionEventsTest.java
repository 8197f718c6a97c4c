package com.afftok.shared.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.conversion.ConversionOutcome.Moved;
import com.afftok.shared.conversion.ConversionState;
import com.afftok.shared.conversion.ConversionStatus;
import com.afftok.shared.id.ConversionId;
import com.afftok.shared.id.UserId;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversionEventsTest {

    private static final ConversionId ID = new ConversionId(17);
    private static final UserId SHOP = new UserId(1);
    private static final Currency USD = Currency.of("USD");
    private static final Earnings EARNINGS =
            Earnings.of(USD, List.of(new Share(0, new UserId(5), usd(10))));
    private static final ConversionEvents EVENTS = new ConversionEvents(ID, SHOP, EARNINGS);

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
                .isEqualTo(new BusinessEvent.Approved(ID, SHOP, EARNINGS));
        assertThat(EVENTS.moved(new Moved(pending, state(ConversionStatus.REJECTED, 0))))
                .isEqualTo(new BusinessEvent.Rejected(ID, SHOP, EARNINGS));
        assertThat(EVENTS.moved(new Moved(approved, refunded)))
                .isEqualTo(
                        new BusinessEvent.PartlyRefunded(
                                ID, SHOP, EARNINGS, new Refund(usd(100), usd(0), usd(30))));
        assertThat(EVENTS.moved(new Moved(refunded, state(ConversionStatus.REVERSED, 100))))
                .isEqualTo(
                        new BusinessEvent.Reversed(
                                ID, SHOP, EARNINGS, new Refund(usd(100), usd(30), usd(100))));
    }

    private static ConversionState state(ConversionStatus status, long refunded) {
        return new ConversionState(status, usd(100), usd(refunded));
    }

    private static Money usd(long minor) {
        return new Money(minor, USD);
    }
}
