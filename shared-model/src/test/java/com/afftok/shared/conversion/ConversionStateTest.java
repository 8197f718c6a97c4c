package com.afftok.shared.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.afftok.shared.conversion.ConversionMove.Approve;
import com.afftok.shared.conversion.ConversionMove.Refund;
import com.afftok.shared.conversion.ConversionMove.Reject;
import com.afftok.shared.conversion.ConversionMove.Reverse;
import com.afftok.shared.conversion.ConversionOutcome.Moved;
import com.afftok.shared.conversion.ConversionOutcome.Reason;
import com.afftok.shared.conversion.ConversionOutcome.Refused;
import com.afftok.shared.conversion.ConversionOutcome.Unchanged;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConversionStateTest {

    private static final Currency USD = Currency.of("USD");

    @ParameterizedTest
    @CsvSource({
        "pending 0, approve, approved 0",
        "pending 0, reject, rejected 0",
        "pending 0, reverse, NOT_APPROVED_YET",
        "pending 0, refund 30, NOT_APPROVED_YET",
        "approved 0, approve, unchanged",
        "approved 0, reject, APPROVED_ALREADY",
        "approved 0, reverse, reversed 100",
        "approved 0, refund 30, approved 30",
        "approved 0, refund 100, reversed 100",
        "approved 0, refund 101, REFUND_ABOVE_SALE",
        "approved 0, refund 0, REFUND_NOT_POSITIVE",
        "approved 30, approve, unchanged",
        "approved 30, reject, APPROVED_ALREADY",
        "approved 30, refund 30, unchanged",
        "approved 30, refund 29, REFUND_BELOW_EARLIER",
        "approved 30, refund 31, approved 31",
        "approved 30, reverse, reversed 100",
        "rejected 0, reject, unchanged",
        "rejected 0, approve, REJECTED_ALREADY",
        "rejected 0, reverse, REJECTED_ALREADY",
        "rejected 0, refund 30, REJECTED_ALREADY",
        "reversed 100, reverse, unchanged",
        "reversed 100, refund 100, unchanged",
        "reversed 100, refund 30, REFUND_BELOW_EARLIER",
        "reversed 100, approve, REVERSED_ALREADY",
        "reversed 100, reject, REVERSED_ALREADY"
    })
    void moves_forward_or_stays(String from, String move, String to) {
        ConversionState before = state(from);

        ConversionOutcome outcome = before.move(move(move));

        assertThat(outcome)
                .isEqualTo(
                        switch (to.split(" ", -1)[0]) {
                            case "unchanged" -> new Unchanged();
                            case "approved", "rejected", "reversed" -> new Moved(before, state(to));
                            default -> new Refused(Reason.valueOf(to));
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "pending 0, 100",
        "approved 0, 100",
        "approved 30, 70",
        "reversed 100, 0",
        "rejected 0, 0"
    })
    void is_worth_what_is_left_of_the_sale(String state, long worth) {
        assertThat(state(state).worth()).isEqualTo(new Money(worth, USD));
    }

    @Test
    void is_refunded_in_the_currency_of_its_sale() {
        var refund = new Refund(new Money(30, Currency.of("SAR")));

        assertThat(state("approved 0").move(refund)).isEqualTo(new Refused(Reason.OTHER_CURRENCY));
    }

    @ParameterizedTest
    @CsvSource({
        "pending 1",
        "rejected 1",
        "approved 100",
        "reversed 99",
        "approved -1",
        "reversed 101"
    })
    void is_nothing_that_the_database_refuses(String state) {
        assertThatIllegalArgumentException().isThrownBy(() -> state(state));
    }

    @ParameterizedTest
    @EnumSource
    void begins_as_anything_but_reversed(ConversionStatus status) {
        if (status.mayBegin()) {
            assertThat(ConversionState.begin(status, usd(1)).refunded().isZero()).isTrue();
        } else {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ConversionState.begin(status, usd(1)));
        }
    }

    @Test
    void sells_something() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConversionState.begin(ConversionStatus.PENDING, usd(0)));
    }

    @Test
    void is_found_by_the_word_for_its_status() {
        for (ConversionStatus status : ConversionStatus.values()) {
            assertThat(ConversionStatus.find(status.label())).contains(status);
        }
        assertThat(ConversionStatus.find("refunded")).isEmpty();
        assertThat(ConversionStatus.find("APPROVED")).isEmpty();
    }

    private static ConversionState state(String text) {
        String[] words = text.split(" ", -1);
        return new ConversionState(
                ConversionStatus.find(words[0]).orElseThrow(),
                usd(100),
                usd(Long.parseLong(words[1])));
    }

    private static ConversionMove move(String text) {
        String[] words = text.split(" ", -1);
        return switch (words[0]) {
            case "approve" -> new Approve();
            case "reject" -> new Reject();
            case "reverse" -> new Reverse();
            default -> new Refund(usd(Long.parseLong(words[1])));
        };
    }

    private static Money usd(long minor) {
        return new Money(minor, USD);
    }
}
