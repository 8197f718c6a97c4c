package com.afftok.shared.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.afftok.shared.conversion.ConversionState;
import com.afftok.shared.conversion.ConversionStatus;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import org.junit.jupiter.api.Test;

class EventTypeTest {

    @Test
    void a_new_conversion_is_created_whatever_it_comes_as() {
        assertThat(EventType.ofNew(ConversionStatus.PENDING))
                .containsExactly(EventType.CONVERSION_CREATED);
        assertThat(EventType.ofNew(ConversionStatus.APPROVED))
                .containsExactly(EventType.CONVERSION_CREATED, EventType.CONVERSION_APPROVED);
        assertThat(EventType.ofNew(ConversionStatus.REJECTED))
                .containsExactly(EventType.CONVERSION_CREATED, EventType.CONVERSION_REJECTED);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventType.ofNew(ConversionStatus.REVERSED));
    }

    @Test
    void an_approved_conversion_with_a_refund_is_refunded() {
        assertThat(EventType.ofMove(state(ConversionStatus.APPROVED, 0)))
                .isEqualTo(EventType.CONVERSION_APPROVED);
        assertThat(EventType.ofMove(state(ConversionStatus.APPROVED, 1)))
                .isEqualTo(EventType.CONVERSION_REFUNDED);
        assertThat(EventType.ofMove(state(ConversionStatus.REVERSED, 100)))
                .isEqualTo(EventType.CONVERSION_REVERSED);
        assertThat(EventType.ofMove(state(ConversionStatus.REJECTED, 0)))
                .isEqualTo(EventType.CONVERSION_REJECTED);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventType.ofMove(state(ConversionStatus.PENDING, 0)));
    }

    private static ConversionState state(ConversionStatus status, long refunded) {
        Currency usd = Currency.of("USD");
        return new ConversionState(status, new Money(100, usd), new Money(refunded, usd));
    }
}
