package com.afftok.management.insight.metric;

import com.afftok.management.money.display.Display;
import com.afftok.shared.money.Currency;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// The figures of a period.
///
/// @param from the first day in UTC, and `to` the last
/// @param conversionRate conversions, without rejected and reversed ones, per hundred billable
///   clicks; null without such clicks
/// @param fraudRate clicks refused as bots or fraud per hundred clicks; null without clicks
/// @param money null if the caller may not see it
/// @param moneyTotal its sum in another currency, if it is asked for
@Serdeable
record MetricsView(
        LocalDate from,
        LocalDate to,
        Users users,
        Offers offers,
        Clicks clicks,
        Conversions conversions,
        @Nullable BigDecimal conversionRate,
        @Nullable BigDecimal fraudRate,
        @Nullable List<Amounts> money,
        @Nullable Totals moneyTotal) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int RATE_DECIMALS = 2;
    private static final int EPC_DECIMALS = 4;

    @Serdeable
    record Users(OfRole promoters, OfRole advertisers) {}

    /// @param registered in the period
    @Serdeable
    record OfRole(long active, long banned, long closed, long registered) {

        static OfRole of(List<CountRow> rows, String role) {
            List<CountRow> own = rows.stream().filter(row -> row.kind().equals(role)).toList();
            return new OfRole(
                    total(own, "active"),
                    total(own, "banned"),
                    total(own, "closed"),
                    own.stream().mapToLong(CountRow::fresh).sum());
        }
    }

    /// @param made in the period
    @Serdeable
    record Offers(long pending, long active, long paused, long archived, long made) {

        static Offers of(List<CountRow> rows) {
            return new Offers(
                    total(rows, "pending"),
                    total(rows, "active"),
                    total(rows, "paused"),
                    total(rows, "archived"),
                    rows.stream().mapToLong(CountRow::fresh).sum());
        }
    }

    /// `gross` is the sum of the others up to `inactive`.
    @Serdeable
    record Clicks(
            long gross,
            long valid,
            long suspicious,
            long duplicate,
            long bot,
            long fraud,
            long geoBlocked,
            long inactive,
            long uniques) {

        static Clicks of(List<ClicksRow> rows) {
            return new Clicks(
                    sum(rows, ClicksRow::gross),
                    sum(rows, ClicksRow::valid),
                    sum(rows, ClicksRow::suspicious),
                    sum(rows, ClicksRow::duplicate),
                    sum(rows, ClicksRow::bot),
                    sum(rows, ClicksRow::fraud),
                    sum(rows, ClicksRow::geoBlocked),
                    sum(rows, ClicksRow::inactive),
                    sum(rows, ClicksRow::uniques));
        }

        private static long sum(List<ClicksRow> rows, ToLongFunction<ClicksRow> bucket) {
            return rows.stream().mapToLong(bucket).sum();
        }

        long billable() {
            return valid + suspicious;
        }
    }

    @Serdeable
    record Conversions(long pending, long approved, long rejected, long reversed) {

        static Conversions of(List<CountRow> rows) {
            return new Conversions(
                    total(rows, "pending"),
                    total(rows, "approved"),
                    total(rows, "rejected"),
                    total(rows, "reversed"));
        }

        long counting() {
            return pending + approved;
        }
    }

    /// Of pending and approved conversions, less refunds.
    ///
    /// @param revenue what shoppers paid
    /// @param commission of promoters, without their recruiters
    /// @param epc commission per billable click on offers in this currency; null without such
    ///   clicks
    @Serdeable
    record Amounts(
            String currency,
            BigDecimal revenue,
            BigDecimal commission,
            @Nullable BigDecimal epc,
            @Nullable Displayed display) {

        static Amounts of(MoneyRow row, List<ClicksRow> clicks, @Nullable Display display) {
            Currency currency = Currency.of(row.currency());
            long billable =
                    clicks.stream()
                            .filter(of -> of.currency().equals(row.currency()))
                            .mapToLong(ClicksRow::billable)
                            .sum();
            return new Amounts(
                    currency.code(),
                    row.sold().toBigDecimal(),
                    row.earned().toBigDecimal(),
                    billable == 0
                            ? null
                            : row.commission()
                                    .divide(
                                            BigDecimal.valueOf(billable),
                                            EPC_DECIMALS,
                                            RoundingMode.HALF_EVEN),
                    display == null
                            ? null
                            : new Displayed(display.of(row.sold()), display.of(row.earned())));
        }
    }

    /// Amounts in the shown currency; null without a rate.
    @Serdeable
    record Displayed(Display.@Nullable Amount revenue, Display.@Nullable Amount commission) {}

    @Serdeable
    record Totals(Display.Total revenue, Display.Total commission) {

        static Totals of(List<MoneyRow> rows, Display display) {
            return new Totals(
                    display.total(rows.stream().map(MoneyRow::sold).toList()),
                    display.total(rows.stream().map(MoneyRow::earned).toList()));
        }
    }

    static MetricsView of(
            Days period,
            List<CountRow> users,
            List<CountRow> offers,
            List<ClicksRow> clickRows,
            List<CountRow> conversionRows,
            @Nullable List<MoneyRow> money,
            @Nullable Display display) {
        Clicks clicks = Clicks.of(clickRows);
        Conversions conversions = Conversions.of(conversionRows);
        return new MetricsView(
                period.from(),
                period.to(),
                new Users(OfRole.of(users, "promoter"), OfRole.of(users, "advertiser")),
                Offers.of(offers),
                clicks,
                conversions,
                perHundred(conversions.counting(), clicks.billable()),
                perHundred(clicks.bot() + clicks.fraud(), clicks.gross()),
                money == null
                        ? null
                        : money.stream().map(row -> Amounts.of(row, clickRows, display)).toList(),
                money == null || display == null ? null : Totals.of(money, display));
    }

    private static long total(List<CountRow> rows, String status) {
        return rows.stream()
                .filter(row -> row.status().equals(status))
                .mapToLong(CountRow::total)
                .sum();
    }

    private static @Nullable BigDecimal perHundred(long part, long whole) {
        return whole == 0
                ? null
                : BigDecimal.valueOf(part)
                        .multiply(HUNDRED)
                        .divide(BigDecimal.valueOf(whole), RATE_DECIMALS, RoundingMode.HALF_EVEN);
    }
}
