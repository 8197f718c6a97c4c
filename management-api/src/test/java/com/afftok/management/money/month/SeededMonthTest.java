package com.afftok.management.money.month;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.management.money.month.MonthOfTrade.Link;
import com.afftok.management.money.month.NaiveOffer.Sale;
import com.afftok.management.money.reconcile.Compared;
import com.afftok.management.money.reconcile.Reconcile;
import com.afftok.management.trust.review.FraudCase;
import com.afftok.shared.id.ClickId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A month of trade through the API, compared with a second calculation in plain maps.
///
/// With `-Dtests=long` it has 200 promoters, 40 offers, a million clicks and 20,000 sales. With
/// `-Dafftok.seed=…` it repeats a month.
final class SeededMonthTest {

    private static final Logger LOG = LoggerFactory.getLogger(SeededMonthTest.class);
    private static final boolean LONG = "long".equals(System.getProperty("tests"));
    private static final long SEED = Long.getLong("afftok.seed", System.nanoTime());
    private static final int PROMOTERS = LONG ? 200 : 15;
    private static final int OFFERS = LONG ? 40 : 9;
    private static final int CLICKS = LONG ? 1_000_000 : 5_000;
    private static final int SALES = LONG ? 20_000 : 240;
    private static final int THREADS = 4;

    private static final String CONTENTS =
            """
            select concat_ws(' ', (select count(*) from clicks), 'clicks', (select count(*) from conversions), 'sales',
                   (select count(distinct rule_id) from commissions), 'rules',
                   (select count(*) from commissions where not_paid like 'cap%'), 'capped',
                   (select count(*) from commissions where level = 3), 'shares of level 3',
                   (select count(*) from conversions where refunded_amount > 0), 'refunds',
                   (select count(*) from payouts where status = 'completed'), 'paid',
                   (select count(*) from payouts where status = 'failed'), 'failed payouts',
                   (select count(*) from (select from account_balances group by owner_id, currency
                                           having sum(available) < 0) as debts), 'negative balances')
            """;

    private final NaiveBooks books = new NaiveBooks();
    private final Map<Link, List<Sale>> sales = new HashMap<>();

    @Test
    void reconciles_and_agrees_with_a_naive_calculation_to_the_minor_unit() throws Exception {
        LOG.atInfo().addKeyValue("seed", SEED).log("a month begins");
        try (RunningApi api = RunningApi.own(Map.of("API_CALLS_PER_USER", "0"))) {
            MonthOfTrade month = new MonthOfTrade(api, new Random(SEED), PROMOTERS, OFFERS, CLICKS);
            month.links.forEach(link -> sales.put(link, new ArrayList<>()));

            inParallel(month, (link, random) -> sell(month, link, random));
            agree(api, "after the sales");
            pay(month);
            inParallel(month, (link, random) -> refund(month, link, random));
            agree(api, "after refunds of paid sales");
            pay(month);
            agree(api, "at the end");
            LOG.atInfo()
                    .addKeyValue("seed", SEED)
                    .addKeyValue("contents", api.text(CONTENTS))
                    .log("a month ends");
        }
    }

    private List<Sale> of(Link link) {
        return Objects.requireNonNull(sales.get(link));
    }

    private interface Work {
        void on(Link link, Random random);
    }

    /// The links of an offer and promoter are worked on by one thread, in their order.
    private static void inParallel(MonthOfTrade month, Work work) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> all = new ArrayList<>();
            for (Link link : month.links) {
                Random random = new Random(SEED + link.id());
                all.add(
                        threads.submit(
                                (Callable<Void>)
                                        () -> {
                                            work.on(link, random);
                                            return null;
                                        }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
    }

    /// Sells, and decides about earlier sales in between, so that the figures of tiers and caps go
    /// up and down.
    private void sell(MonthOfTrade month, Link link, Random random) {
        SignedIn advertiser = month.advertiser(link.offer()).again();
        String clicks =
                month.api.text(
                        """
                        select string_agg(concat_ws(',', click_id, source, country), ';' order by click_id)
                          from (select * from clicks where link_id = %d and bucket = 'valid' order by click_id limit 500)
                               as found
                        """
                                .formatted(link.id()));
        String[] some = clicks.split(";", -1);
        for (int i = 0; i < SALES / month.links.size(); i++) {
            sellOne(month, link, advertiser, some[random.nextInt(some.length)], random);
            List<Sale> all = of(link);
            if (random.nextBoolean()) {
                decide(month, link, advertiser, all.get(random.nextInt(all.size())), random);
            }
        }
    }

    private void sellOne(
            MonthOfTrade month, Link link, SignedIn advertiser, String click, Random random) {
        String[] parts = click.split(",", -1);
        ClickId id = ClickId.from(UUID.fromString(parts[0]));
        NaiveOffer offer = link.offer();
        Sale sale = new Sale();
        sale.promoter = link.promoter().account();
        sale.clickedAt = id.time();
        sale.channel = parts[1];
        sale.country = parts.length > 2 ? parts[2] : "";
        sale.customer = random.nextBoolean() ? "new" : "returning";
        sale.goal = random.nextInt(3) == 0 ? "sign-up" : "sale";
        sale.amount = BigDecimal.valueOf(random.nextLong(500, 50_000), offer.digits());
        sale.status = random.nextBoolean() ? "approved" : "pending";
        long age = month.now.toEpochMilli() - id.millis();
        sale.at = Instant.ofEpochMilli(id.millis() + random.nextLong(age));
        HttpResponse<String> answer =
                advertiser.post(
                        "/api/conversions",
                        """
                        {"click_id": "%s", "transaction_id": "%s", "amount": %s, "goal": "%s", "customer_type": "%s",
                         "occurred_at": "%s", "status": "%s", "proof": "a test"}
                        """
                                .formatted(
                                        FraudCase.code(id),
                                        UUID.randomUUID(),
                                        sale.amount.toPlainString(),
                                        sale.goal,
                                        sale.customer,
                                        sale.at,
                                        sale.status));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        sale.conversion = Long.parseLong(RunningApi.member(answer, "id"));
        sale.reportedAt = Instant.parse(RunningApi.member(answer, "created_at"));
        List<Long> earners = month.earners(sale.promoter);
        sale.commissions = offer.price(sale, of(link), link.clicks(), earners.size() - 1);
        books.record(offer, sale, earners);
        of(link).add(sale);
    }

    private void decide(
            MonthOfTrade month, Link link, SignedIn advertiser, Sale sale, Random random) {
        NaiveOffer offer = link.offer();
        List<Long> earners = month.earners(sale.promoter);
        String path = "/api/conversions/%d/".formatted(sale.conversion);
        if (sale.status.equals("pending") && random.nextInt(3) == 0) {
            succeed(advertiser, path + "reject", "{\"reason\":\"x\"}");
            books.reject(offer, sale, earners);
        } else if (sale.status.equals("pending")) {
            succeed(advertiser, path + "approve", "{}");
            books.approve(offer, sale, earners);
        } else if (sale.status.equals("approved")) {
            BigDecimal least = sale.refunded.add(BigDecimal.ONE.movePointLeft(offer.digits()));
            BigDecimal rest = sale.amount.subtract(least);
            BigDecimal refunded =
                    random.nextInt(3) == 0
                            ? sale.amount
                            : least.add(
                                    rest.multiply(BigDecimal.valueOf(random.nextDouble()))
                                            .setScale(offer.digits(), RoundingMode.DOWN));
            succeed(
                    advertiser,
                    path + "reverse",
                    "{\"reason\":\"x\",\"amount\":%s}".formatted(refunded.toPlainString()));
            books.refund(offer, sale, earners, refunded);
        }
    }

    private void refund(MonthOfTrade month, Link link, Random random) {
        SignedIn advertiser = month.advertiser(link.offer()).again();
        for (Sale sale : of(link)) {
            if (random.nextInt(4) == 0) {
                decide(month, link, advertiser, sale, random);
            }
        }
    }

    private static void succeed(SignedIn caller, String path, String body) {
        HttpResponse<String> answer = caller.post(path, body);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isBetween(200, 201);
    }

    /// Payouts that are completed, fail, or stay in progress.
    private void pay(MonthOfTrade month) {
        for (SignedIn promoter : month.promoters) {
            SignedIn finance = month.api.signedIn(Role.FINANCE_ADMIN);
            for (String currency : List.of("USD", "KWD", "JPY")) {
                BigDecimal available = books.available(promoter.account(), currency);
                int share = month.random.nextInt(1, 5);
                BigDecimal amount =
                        available
                                .multiply(BigDecimal.valueOf(share))
                                .divide(
                                        BigDecimal.valueOf(4),
                                        available.scale(),
                                        RoundingMode.DOWN);
                if (amount.signum() > 0) {
                    payOne(month, promoter, finance, currency, amount);
                }
            }
        }
    }

    private void payOne(
            MonthOfTrade month,
            SignedIn promoter,
            SignedIn finance,
            String currency,
            BigDecimal amount) {
        long account = promoter.account();
        HttpResponse<String> requested =
                promoter.again()
                        .post(
                                "/api/payouts",
                                "{\"amount\":%s,\"currency\":\"%s\",\"method_id\":%d}"
                                        .formatted(
                                                amount.toPlainString(),
                                                currency,
                                                month.method(promoter)));
        assertThat(requested.statusCode()).as(requested.body()).isEqualTo(201);
        books.move(account, currency, "available", "in_payout", amount);
        String path = "/api/admin/payouts/" + RunningApi.member(requested, "id");
        switch (month.random.nextInt(4)) {
            case 0 -> {
                succeed(finance, path + "/fail", "{\"reason\":\"closed\"}");
                books.move(account, currency, "in_payout", "available", amount);
            }
            case 1 -> {
                succeed(finance, path + "/approve", "{}");
                succeed(finance, path + "/fail", "{\"reason\":\"returned\"}");
                books.move(account, currency, "in_payout", "available", amount);
            }
            case 2 -> {
                succeed(finance, path + "/approve", "{}");
                succeed(finance, path + "/complete", "{\"reference\":\"TT\"}");
                books.move(account, currency, "in_payout", "paid", amount);
            }
            default -> succeed(finance, path + "/approve", "{}");
        }
    }

    private void agree(RunningApi api, String when) {
        assertThat(
                        api.part(Reconcile.class).run().orElseThrow().comparisons().stream()
                                .filter(one -> one.differences() > 0)
                                .map(Compared::toString))
                .as("differences %s, seed %d", when, SEED)
                .isEmpty();
        assertThat(commissions(api))
                .as("commissions %s, seed %d", when, SEED)
                .isEqualTo(
                        sales.values().stream()
                                .flatMap(List::stream)
                                .collect(
                                        Collectors.toMap(
                                                sale -> sale.conversion, SeededMonthTest::text)));
        assertThat(balances(api)).as("balances %s, seed %d", when, SEED).isEqualTo(books.sums());
    }

    /// Status, refund and commissions of a sale.
    private static String text(Sale sale) {
        return sale.status
                + " "
                + plain(sale.refunded)
                + sale.commissions.stream()
                        .filter(one -> one.signum() > 0)
                        .map(one -> " " + plain(one))
                        .collect(Collectors.joining());
    }

    private static String plain(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }

    private static Map<Long, String> commissions(RunningApi api) {
        return rows(
                        api,
                        """
                        select c.id || '=' || c.status || ' ' || trim_scale(c.refunded_amount)
                               || coalesce(string_agg(' ' || trim_scale(l.amount), '' order by l.level)
                                             filter (where l.amount > 0), '')
                          from conversions c left join commissions l on l.conversion_id = c.id
                         group by c.id, c.status, c.refunded_amount
                        """)
                .stream()
                .map(row -> row.split("=", 2))
                .collect(Collectors.toMap(row -> Long.valueOf(row[0]), row -> row[1]));
    }

    private static Map<String, BigDecimal> balances(RunningApi api) {
        return rows(
                        api,
                        """
                        select owner_id || ' ' || currency || ' ' || part || '=' || sum(amount)
                          from account_balances
                         cross join lateral (values ('advertiser', advertiser), ('pending', pending),
                               ('available', available), ('in_payout', in_payout), ('paid', paid)) as p (part, amount)
                         group by owner_id, currency, part having sum(amount) <> 0
                        """)
                .stream()
                .map(row -> row.split("=", 2))
                .collect(
                        Collectors.toMap(
                                row -> row[0], row -> new BigDecimal(row[1]).stripTrailingZeros()));
    }

    private static List<String> rows(RunningApi api, String query) {
        return api.text("select string_agg(row, E'\\n') from (%s) as rows (row)".formatted(query))
                .lines()
                .toList();
    }
}
