package com.afftok.shared.commission;

import static com.afftok.shared.commission.RuleBuilder.payout;
import static com.afftok.shared.commission.SaleBuilder.PROMOTER;
import static com.afftok.shared.commission.SaleBuilder.aSale;
import static com.afftok.shared.commission.SaleBuilder.money;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.money.Money;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CapTest {

    private static final AccountId ANOTHER = new AccountId(9);

    @ParameterizedTest
    @EnumSource(CapPeriod.class)
    void pays_up_to_the_number_of_a_cap_and_no_more(CapPeriod period) {
        Cap cap = new Cap.OfConversions(null, period, 3);

        assertThat(reached(paid(period, 2), cap)).isNull();
        assertThat(reached(paid(period, 3), cap)).isEqualTo(cap);
        assertThat(reached(paid(period, 4), cap)).isEqualTo(cap);
    }

    @ParameterizedTest
    @EnumSource(CapPeriod.class)
    void pays_up_to_the_money_of_a_cap_and_no_more(CapPeriod period) {
        Cap cap = new Cap.OfMoney(null, period, money("20.00 USD"));

        assertThat(reached(paid(period, 1, "14.99 USD"), cap)).isNull();
        assertThat(reached(paid(period, 1, "15.00 USD"), cap)).isNull();
        assertThat(reached(paid(period, 1, "15.01 USD"), cap)).isEqualTo(cap);
        assertThat(reached(paid(period, 1, "20.00 USD"), cap)).isEqualTo(cap);
        assertThat(reached(paid(period, 1, "70.00 USD"), cap)).isEqualTo(cap);
    }

    @Test
    void what_is_left_of_a_cap_is_not_paid_in_part() {
        Cap cap = new Cap.OfMoney(null, CapPeriod.DAY, money("20.00 USD"));

        Commission commission = calculate(paid(CapPeriod.DAY, 1, "18.00 USD"), cap);

        assertThat(commission.amount()).isEqualTo(money("0 USD"));
        assertThat(commission.calculated()).isEqualTo(money("5.00 USD"));
        assertThat(commission.notPaid()).isEqualTo(new NotPaid.CapReached(cap));
        assertThat(commission.notPaid()).returns("cap_day", NotPaid::label);
        assertThat(commission.notPaid()).returns(true, NotPaid::isRecorded);
    }

    @Test
    void a_cap_of_nothing_pays_nothing() {
        assertThat(reached(Map.of(), new Cap.OfConversions(null, CapPeriod.TOTAL, 0))).isNotNull();
        assertThat(reached(Map.of(), new Cap.OfMoney(null, CapPeriod.TOTAL, money("0 USD"))))
                .isNotNull();
        assertThat(reached(Map.of(), new Cap.OfConversions(null, CapPeriod.TOTAL, 1))).isNull();
    }

    @Test
    void what_was_paid_in_another_period_does_not_count() {
        Cap cap = new Cap.OfConversions(null, CapPeriod.DAY, 3);

        assertThat(reached(paid(CapPeriod.MONTH, 3), cap)).isNull();
    }

    @Test
    void money_counts_in_the_currency_of_the_cap_alone() {
        Cap riyals = new Cap.OfMoney(null, CapPeriod.DAY, money("1.00 SAR"));
        Cap dollars = new Cap.OfMoney(null, CapPeriod.DAY, money("5.00 USD"));

        assertThat(reached(paid(CapPeriod.DAY, 9, "9.00 SAR"), riyals, dollars)).isNull();
        assertThat(reached(paid(CapPeriod.DAY, 9, "0.01 USD", "9.00 SAR"), riyals, dollars))
                .isEqualTo(dollars);
    }

    @Test
    void names_the_cap_of_the_shortest_period_and_conversions_first() {
        Cap total = new Cap.OfConversions(null, CapPeriod.TOTAL, 0);
        Cap month = new Cap.OfConversions(null, CapPeriod.MONTH, 0);
        Cap money = new Cap.OfMoney(null, CapPeriod.DAY, money("0 USD"));
        Cap day = new Cap.OfConversions(null, CapPeriod.DAY, 0);

        assertThat(reached(Map.of(), total, month, money, day)).isEqualTo(day);
        assertThat(reached(Map.of(), total, month, money)).isEqualTo(money);
        assertThat(reached(Map.of(), total, month)).isEqualTo(month);
    }

    @Test
    void a_promoters_own_cap_replaces_that_for_all() {
        Cap all = new Cap.OfConversions(null, CapPeriod.DAY, 3);
        Cap more = new Cap.OfConversions(PROMOTER, CapPeriod.DAY, 5);
        Cap fewer = new Cap.OfConversions(PROMOTER, CapPeriod.DAY, 1);

        assertThat(reached(paid(CapPeriod.DAY, 4), all, more)).isNull();
        assertThat(reached(paid(CapPeriod.DAY, 5), all, more)).isEqualTo(more);
        assertThat(reached(paid(CapPeriod.DAY, 1), all, fewer)).isEqualTo(fewer);
    }

    @Test
    void a_promoters_own_cap_leaves_those_of_another_kind() {
        Cap all = new Cap.OfConversions(null, CapPeriod.DAY, 3);
        Cap month = new Cap.OfConversions(PROMOTER, CapPeriod.MONTH, 50);
        Cap money = new Cap.OfMoney(PROMOTER, CapPeriod.DAY, money("99.00 USD"));
        Cap dinars = new Cap.OfMoney(null, CapPeriod.DAY, money("0 USD"));
        Cap ownDinars = new Cap.OfMoney(PROMOTER, CapPeriod.DAY, money("9.000 KWD"));

        assertThat(reached(paid(CapPeriod.DAY, 3), all, month, money)).isEqualTo(all);
        assertThat(reached(Map.of(), dinars, ownDinars)).isEqualTo(dinars);
    }

    @Test
    void a_cap_of_another_promoter_is_nobodys_business() {
        Cap all = new Cap.OfConversions(null, CapPeriod.DAY, 3);
        Cap others = new Cap.OfConversions(ANOTHER, CapPeriod.DAY, 0);

        assertThat(reached(Map.of(), all, others)).isNull();
        assertThat(reached(paid(CapPeriod.DAY, 3), all, others)).isEqualTo(all);
    }

    @ParameterizedTest
    @CsvSource({
        "DAY, 2026-03-18T00:00:00Z, 2026-03-18T00:00:00Z",
        "DAY, 2026-03-18T23:59:59.999999999Z, 2026-03-18T00:00:00Z",
        "MONTH, 2026-03-01T00:00:00Z, 2026-03-01T00:00:00Z",
        "MONTH, 2026-02-28T23:59:59Z, 2026-02-01T00:00:00Z",
        "MONTH, 2024-02-29T12:00:00Z, 2024-02-01T00:00:00Z",
        "TOTAL, 2026-03-18T12:00:00Z, 1970-01-01T00:00:00Z"
    })
    void periods_are_those_of_the_calendar_in_utc(CapPeriod period, Instant at, Instant start) {
        assertThat(period.start(at)).isEqualTo(start);
        assertThat(CapPeriod.find(period.label())).hasValue(period);
    }

    @Test
    void neither_a_cap_nor_what_was_paid_is_negative() {
        Money debt = money("1.00 USD").negate();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Cap.OfConversions(null, CapPeriod.DAY, -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Cap.OfMoney(null, CapPeriod.DAY, debt));
        assertThatIllegalArgumentException().isThrownBy(() -> new Paid(-1, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Paid(0, List.of(debt)));
    }

    private static Map<CapPeriod, Paid> paid(CapPeriod period, long count, String... amounts) {
        return Map.of(
                period, new Paid(count, Arrays.stream(amounts).map(SaleBuilder::money).toList()));
    }

    private static @Nullable Cap reached(Map<CapPeriod, Paid> paid, Cap... caps) {
        return calculate(paid, caps).notPaid() instanceof NotPaid.CapReached(Cap cap) ? cap : null;
    }

    /// Of a sale that pays 5.00 USD.
    private static Commission calculate(Map<CapPeriod, Paid> paid, Cap... caps) {
        return CalculateCommission.of(
                aSale().build(),
                payout("cpa 5.00 USD"),
                List.of(),
                new PromoterFigures(0, 0, 0, paid),
                List.of(caps),
                List.of());
    }
}
