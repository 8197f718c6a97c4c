package com.afftok.management.sale.price.preview;

import com.afftok.management.trust.review.FraudCase;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/// Random sales of an offer, and a model of a draft that knows nothing of the engine: for each sale
/// it scans all earlier ones.
///
/// The draft: sales from SA pay 6 USD, from the third of the month on 7, from the sixth on 8.
/// Promoters with at least 2 conversions per 100 clicks get 10 percent. All others get 4 percent.
/// At most three paid sales a day, 60 USD a month, and 500 USD in all.
final class NaiveReplay {

    private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant FROM = Instant.parse("2026-04-11T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-06-01T00:00:00Z");

    private final FraudCase offer;
    private final Random random;
    private final List<Sale> sales = new ArrayList<>();
    private final List<Click> clicks = new ArrayList<>();
    private final List<Priced> priced = new ArrayList<>();

    NaiveReplay(FraudCase offer, Random random) {
        this.offer = offer;
        this.random = random;
    }

    private record Sale(
            int number,
            long promoter,
            Instant at,
            int cents,
            boolean saudi,
            int refunded,
            int paid,
            boolean counts) {}

    private record Click(long promoter, Instant hour, int count) {}

    /// @param cents earned by the draft, before refunds
    private record Priced(Sale sale, long cents) {}

    String rules() {
        return """
        [{"name":"Saudi","payout_type":"cpa","amount":6,"currency":"USD","priority":2,
          "tiers":[{"min_sales":2,"max_sales":4,"rate":7},{"min_sales":5,"rate":8}],
          "conditions":[{"on":"country","in":["SA"]}]},
         {"name":"Good","payout_type":"cps","percent":10,"currency":"USD","priority":1,
          "conditions":[{"on":"performance","at_least":2}]},
         {"name":"Others","payout_type":"cps","percent":4,"currency":"USD"}]
        """;
    }

    String caps() {
        return """
        [{"period":"day","max_conversions":3},{"period":"month","max_amount":60,"currency":"USD"},
         {"period":"total","max_amount":500,"currency":"USD"}]
        """;
    }

    /// Inserts the sales and clicks, and prices them.
    void sell(int count) {
        List<Long> promoters = new ArrayList<>(List.of(offer.promoter()));
        List<Long> links = new ArrayList<>(List.of(offer.link()));
        for (int i = 0; i < 3; i++) {
            long promoter =
                    offer.api()
                            .sql(
                                    "insert into accounts (kind, country) values ('promoter', 'SA') returning id");
            promoters.add(promoter);
            links.add(
                    offer.api()
                            .sql(
                                    "insert into user_offers (promoter_id, offer_id, advertiser_id) values (%d, %d, %d) returning id"
                                            .formatted(
                                                    promoter, offer.offer(), offer.advertiser())));
        }
        for (long promoter : promoters) {
            click(promoter);
        }
        for (int i = 0; i < count; i++) {
            int who = random.nextInt(promoters.size());
            Sale sale = sale(i, promoters.get(who));
            sales.add(sale);
            insert(sale, links.get(who));
        }
        sales.sort(Comparator.comparing(Sale::at).thenComparingInt(Sale::number));
        for (Sale sale : sales) {
            if (sale.counts()) {
                priced.add(new Priced(sale, sale.at().isBefore(FROM) ? sale.paid() : price(sale)));
            }
        }
    }

    private void click(long promoter) {
        for (int i = 0; i < 60; i++) {
            Instant hour =
                    BEGIN.minus(Duration.ofDays(20))
                            .plus(Duration.ofHours(random.nextInt(24 * 110)));
            if (clicks.stream()
                    .anyMatch(one -> one.promoter() == promoter && one.hour().equals(hour))) {
                continue;
            }
            Click click = new Click(promoter, hour, 1 + random.nextInt(120));
            clicks.add(click);
            offer.api()
                    .sql(
                            """
                            insert into click_hourly (advertiser_id, offer_id, promoter_id, link_id, hour, country,
                                                      device, gross, valid, suspicious)
                            values (%1$d, %2$d, %3$d, %3$d, '%4$s', 'SA', 'mobile', %5$d, %5$d - 1, 1)
                            """
                                    .formatted(
                                            offer.advertiser(),
                                            offer.offer(),
                                            promoter,
                                            click.hour(),
                                            click.count()));
        }
    }

    private Sale sale(int number, long promoter) {
        int cents = 100 + random.nextInt(20_000);
        boolean counts = random.nextInt(10) > 0;
        return new Sale(
                number,
                promoter,
                BEGIN.plusSeconds(random.nextInt((int) Duration.between(BEGIN, TO).toSeconds())),
                cents,
                random.nextInt(3) == 0,
                counts && random.nextInt(6) == 0 ? random.nextInt(cents) : 0,
                random.nextInt(5) == 0 ? 0 : random.nextInt(800),
                counts);
    }

    private void insert(Sale sale, long link) {
        offer.api()
                .sql(
                        """
                        with made as (
                            insert into conversions (advertiser_id, transaction_id, link_id, offer_id, promoter_id, status,
                                                     amount, currency, commission, commission_currency, country, created_at)
                            values (%1$d, '%2$s', %3$d, %4$d, %5$d, '%6$s', %7$d / 100.0, 'USD', %8$d / 100.0, 'USD', '%9$s', '%10$s')
                            returning advertiser_id, id)
                        insert into commissions (advertiser_id, conversion_id, promoter_id, amount, currency)
                        select advertiser_id, id, %5$d, %8$d / 100.0, 'USD' from made
                        """
                                .formatted(
                                        offer.advertiser(),
                                        "naive-" + sale.number(),
                                        link,
                                        offer.offer(),
                                        sale.promoter(),
                                        sale.counts() ? "approved" : "rejected",
                                        sale.cents(),
                                        sale.paid(),
                                        sale.saudi() ? "SA" : "EG",
                                        sale.at()));
        if (sale.refunded() > 0) {
            offer.api()
                    .sql(
                            """
                            with refund as (
                                update conversions set refunded_amount = %d / 100.0, commission_reversed = %d / 100.0
                                 where advertiser_id = %d and transaction_id = '%s' returning advertiser_id, id, commission_reversed)
                            update commissions c set reversed_amount = r.commission_reversed from refund r
                             where c.advertiser_id = r.advertiser_id and c.conversion_id = r.id
                            """
                                    .formatted(
                                            sale.refunded(),
                                            reversed(sale, sale.paid()),
                                            offer.advertiser(),
                                            "naive-" + sale.number()));
        }
    }

    private static long reversed(Sale sale, long commission) {
        return BigDecimal.valueOf(commission)
                .multiply(BigDecimal.valueOf(sale.refunded()))
                .divide(BigDecimal.valueOf(sale.cents()), 0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    private static long kept(Priced one) {
        return one.cents() - reversed(one.sale(), one.cents());
    }

    private long price(Sale sale) {
        long monthSales = 0;
        long recent = 0;
        long paidToday = 0;
        long month = 0;
        long total = 0;
        for (Priced earlier : priced) {
            if (earlier.sale().promoter() != sale.promoter()) {
                continue;
            }
            boolean sameMonth = month(earlier.sale()).equals(month(sale));
            monthSales += sameMonth ? 1 : 0;
            month += sameMonth ? kept(earlier) : 0;
            total += kept(earlier);
            recent += earlier.sale().at().isBefore(sale.at().minus(30, ChronoUnit.DAYS)) ? 0 : 1;
            paidToday += earlier.cents() > 0 && day(earlier.sale()).equals(day(sale)) ? 1 : 0;
        }
        long cents = cents(sale, monthSales, recent);
        return cents == 0 || paidToday >= 3 || month + cents > 6_000 || total + cents > 50_000
                ? 0
                : cents;
    }

    private long cents(Sale sale, long monthSales, long recent) {
        if (sale.saudi()) {
            return monthSales >= 5 ? 800 : monthSales >= 2 ? 700 : 600;
        }
        long billable =
                clicks.stream()
                        .filter(click -> click.promoter() == sale.promoter())
                        .filter(click -> !click.hour().isAfter(sale.at()))
                        .filter(click ->
                                !click.hour().isBefore(sale.at().minus(30, ChronoUnit.DAYS)))
                        .mapToLong(Click::count)
                        .sum();
        int percent = billable >= 100 && recent * 100 >= 2 * billable ? 10 : 4;
        return BigDecimal.valueOf(sale.cents())
                .multiply(BigDecimal.valueOf(percent))
                .divide(BigDecimal.valueOf(100), 0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    private static String month(Sale sale) {
        return sale.at().toString().substring(0, 7);
    }

    private static String day(Sale sale) {
        return sale.at().atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    private List<Priced> shown() {
        return priced.stream().filter(one -> !one.sale().at().isBefore(FROM)).toList();
    }

    Set<Long> promoters() {
        Set<Long> promoters = new TreeSet<>();
        shown().forEach(one -> promoters.add(one.sale().promoter()));
        return promoters;
    }

    String total() {
        return summary(shown());
    }

    String of(long promoter) {
        return summary(shown().stream().filter(one -> one.sale().promoter() == promoter).toList());
    }

    private static String summary(List<Priced> sales) {
        long paid =
                sales.stream()
                        .mapToLong(
                                one -> one.sale().paid() - reversed(one.sale(), one.sale().paid()))
                        .sum();
        long would = sales.stream().mapToLong(NaiveReplay::kept).sum();
        return "%d sales, %s paid, %s by the draft"
                .formatted(sales.size(), money(paid), money(would));
    }

    private static String money(long cents) {
        return BigDecimal.valueOf(cents, 2).toPlainString();
    }
}
