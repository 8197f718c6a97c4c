package com.afftok.management.money.month;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.management.money.month.NaiveOffer.Cap;
import com.afftok.management.money.month.NaiveOffer.Condition;
import com.afftok.management.money.month.NaiveOffer.Rule;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Promoters in three levels of recruiters, offers with rules and caps of all kinds, links and
/// clicks of a month.
final class MonthOfTrade {

    static final int OFFERS_OF_A_PROMOTER = 3;

    /// Digits by currency.
    private static final Map<String, Integer> CURRENCIES = Map.of("USD", 2, "KWD", 3, "JPY", 0);

    private static final List<String> CODES = List.of("USD", "KWD", "JPY");

    /// A promoter of an offer.
    record Link(long id, NaiveOffer offer, SignedIn promoter, long clicks) {}

    final RunningApi api;
    final Random random;
    final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    final List<SignedIn> promoters = new ArrayList<>();
    final List<NaiveOffer> offers = new ArrayList<>();
    private final Map<Long, SignedIn> advertisers = new HashMap<>();
    final List<Link> links = new ArrayList<>();

    private final Map<Long, Long> methods = new HashMap<>();

    /// The promoter and its recruiters.
    private final Map<Long, List<Long>> earners = new HashMap<>();

    MonthOfTrade(RunningApi api, Random random, int promoters, int offers, int clicks) {
        this.api = api;
        this.random = random;
        api.sql(
                "select create_click_partitions((now() at time zone 'UTC')::date - 31, 40);"
                        + "insert into recruiter_rates (level, percent) values (1, 10), (2, 5), (3, 2.5)"
                        + " on conflict (level) do update set percent = excluded.percent");
        recruit(promoters);
        for (int i = 0; i < offers; i++) {
            this.offers.add(offer(i));
        }
        join();
        ClicksOfMonth.insert(api, now, random.nextInt(), clicks);
        List<Link> counted = new ArrayList<>();
        for (Link link : links) {
            long billable =
                    api.sql(
                            "select count(*) from clicks where link_id = %d and bucket in ('valid', 'suspicious')"
                                    .formatted(link.id()));
            counted.add(new Link(link.id(), link.offer(), link.promoter(), billable));
        }
        links.clear();
        links.addAll(counted);
        ClicksOfMonth.count(api);
    }

    /// Each promoter but the first recruited up to two others, so that chains are long.
    private void recruit(int number) {
        for (int i = 0; i < number; i++) {
            SignedIn one = api.signedIn(Role.PROMOTER);
            List<Long> chain = new ArrayList<>(List.of(one.account()));
            if (i > 0 && random.nextInt(5) > 0) {
                long recruiter = promoters.get((i - 1) / 2).account();
                api.sql(
                        "update accounts set recruiter_id = %d where id = %d"
                                .formatted(recruiter, one.account()));
                chain.addAll(earners(recruiter));
            }
            promoters.add(one);
            earners.put(one.account(), chain.subList(0, Math.min(4, chain.size())));
        }
    }

    private NaiveOffer offer(int number) {
        if (number % 4 == 0) {
            SignedIn advertiser = api.signedIn(Role.ADVERTISER);
            advertisers.put(advertiser.account(), advertiser);
        }
        long advertiser = advertisers.keySet().stream().max(Long::compare).orElseThrow();
        String currency = CODES.get(number % CODES.size());
        String type = List.of("cpa", "cps", "hybrid", "cpl").get(number % 4);
        BigDecimal amount = type.equals("cps") ? BigDecimal.ZERO : between(1, 9);
        BigDecimal percent =
                type.startsWith("cp") && !type.equals("cps") ? BigDecimal.ZERO : percent();
        String category = number % 2 == 0 ? "fashion" : "travel";
        long id =
                api.sql(
                        """
                        insert into offers (advertiser_id, title, destination_url, category, payout, payout_type,
                                            payout_percent, currency, status)
                        values (%d, 'Shop %d', 'https://shop.example.com/', '%s', %s, '%s', %s, '%s', 'active')
                        returning id
                        """
                                .formatted(
                                        advertiser,
                                        number,
                                        category,
                                        amount,
                                        type,
                                        percent,
                                        currency));
        Instant sharesFrom = number % 3 == 1 ? now.minus(Duration.ofDays(12)) : now.plusSeconds(1);
        List<BigDecimal> shares =
                List.of(new BigDecimal("20"), new BigDecimal("7.5"), BigDecimal.ZERO);
        if (number % 3 == 1) {
            api.sql(
                    "insert into offer_recruiter_rates values (%d, %d, 1, 20, 7.5, 0, '%s')"
                            .formatted(advertiser, id, sharesFrom));
        }
        NaiveOffer bare =
                new NaiveOffer(
                        id,
                        advertiser,
                        currency,
                        Objects.requireNonNull(CURRENCIES.get(currency)),
                        category,
                        type,
                        amount,
                        percent,
                        new ArrayList<>(),
                        new ArrayList<>(),
                        sharesFrom,
                        shares);
        if (number % 8 != 0) {
            addRules(bare);
            addCaps(bare, number);
        }
        return bare;
    }

    private BigDecimal between(int least, int most) {
        return BigDecimal.valueOf(random.nextInt(least, most + 1));
    }

    private BigDecimal percent() {
        return BigDecimal.valueOf(random.nextInt(100, 2_000), 2);
    }

    private void addRules(NaiveOffer offer) {
        Condition modifier = new Condition("country", "AE", new BigDecimal("1.25"));
        Condition weekend = new Condition("timeframe", "", new BigDecimal("1.1"));
        Condition good = new Condition("performance", "2.5", new BigDecimal("1.5"));
        Instant change = now.minus(Duration.ofDays(14));
        Rule first =
                add(
                        offer,
                        null,
                        "cps",
                        0,
                        Map.of(2, percent(), 4, percent()),
                        List.of(modifier),
                        null,
                        change,
                        null);
        add(
                offer,
                null,
                "cps",
                0,
                Map.of(3, percent()),
                List.of(modifier, weekend, good),
                change,
                null,
                first.id());
        add(
                offer,
                null,
                "hybrid",
                1,
                Map.of(),
                List.of(new Condition("channel", "social", null)),
                null,
                null,
                null);
        add(
                offer,
                null,
                "cpa",
                2,
                Map.of(1, between(2, 8)),
                List.of(new Condition("customer_type", "new", null), good),
                null,
                null,
                null);
        add(
                offer,
                null,
                "cpl",
                2,
                Map.of(),
                List.of(
                        new Condition("goal", "sign-up", null),
                        new Condition("category", "travel", null)),
                null,
                null,
                null);
        long own = promoters.get(random.nextInt(promoters.size())).account();
        add(offer, own, "cps", 0, Map.of(), List.of(weekend), null, null, null);
        add(
                offer,
                own,
                "cpa",
                5,
                Map.of(),
                List.of(new Condition("performance", "5", null)),
                null,
                null,
                null);
    }

    private Rule add(
            NaiveOffer offer,
            @Nullable Long promoter,
            String type,
            int priority,
            Map<Integer, BigDecimal> tiers,
            List<Condition> conditions,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable Long series) {
        BigDecimal amount = type.equals("cps") ? BigDecimal.ZERO : between(1, 9);
        BigDecimal percent =
                type.equals("cps") || type.equals("hybrid") ? percent() : BigDecimal.ZERO;
        Instant begins = from == null ? Instant.EPOCH : from;
        long id =
                api.sql(
                        """
                        insert into commission_rules (advertiser_id, offer_id, promoter_id, name, payout_type, amount,
                            percent, currency, priority, conditions, effective_from, effective_until, series_id)
                        values (%d, %d, %s, 'rule', '%s', %s, %s, '%s', %d, '%s', '%s', %s, %s) returning id
                        """
                                .formatted(
                                        offer.advertiser(),
                                        offer.id(),
                                        promoter,
                                        type,
                                        amount,
                                        percent,
                                        offer.currency(),
                                        priority,
                                        conditions.stream()
                                                .map(Condition::json)
                                                .collect(Collectors.joining(", ", "[", "]")),
                                        begins,
                                        until == null ? "null" : "'" + until + "'",
                                        series));
        tiers.forEach((sales, rate) ->
                api.sql(
                        "insert into commission_tiers values (%d, %d, %s)"
                                .formatted(id, sales, rate)));
        Rule rule =
                new Rule(
                        id,
                        promoter,
                        type,
                        amount,
                        percent,
                        priority,
                        tiers,
                        conditions,
                        begins,
                        until);
        offer.rules().add(rule);
        return rule;
    }

    private void addCaps(NaiveOffer offer, int number) {
        long own = promoters.get(random.nextInt(promoters.size())).account();
        List<Cap> caps =
                switch (number % 4) {
                    case 1 -> List.of(new Cap(null, "day", 4, null), new Cap(own, "day", 1, null));
                    case 2 -> List.of(new Cap(null, "month", null, between(30, 60)));
                    case 3 ->
                            List.of(
                                    new Cap(null, "total", 5, null),
                                    new Cap(null, "day", null, between(20, 50)),
                                    new Cap(own, "day", null, between(5, 9)));
                    default -> List.of();
                };
        for (Cap cap : caps) {
            api.sql(
                    """
                    insert into commission_caps (advertiser_id, offer_id, promoter_id, period, max_conversions,
                                                 max_amount, currency)
                    values (%d, %d, %s, '%s', %s, %s, %s)
                    """
                            .formatted(
                                    offer.advertiser(),
                                    offer.id(),
                                    cap.promoter(),
                                    cap.period(),
                                    cap.conversions(),
                                    cap.money(),
                                    cap.money() == null ? "null" : "'" + offer.currency() + "'"));
            offer.caps().add(cap);
        }
    }

    private void join() {
        for (int i = 0; i < promoters.size(); i++) {
            for (int k = 0; k < OFFERS_OF_A_PROMOTER; k++) {
                NaiveOffer offer = offers.get((i + k * 3) % offers.size());
                long id =
                        api.sql(
                                "insert into user_offers (promoter_id, offer_id, advertiser_id) values (%d, %d, %d) returning id"
                                        .formatted(
                                                promoters.get(i).account(),
                                                offer.id(),
                                                offer.advertiser()));
                links.add(new Link(id, offer, promoters.get(i), 0));
            }
        }
    }

    SignedIn advertiser(NaiveOffer offer) {
        return Objects.requireNonNull(advertisers.get(offer.advertiser()));
    }

    List<Long> earners(long promoter) {
        return Objects.requireNonNull(earners.get(promoter));
    }

    /// A payout method that payouts use.
    long method(SignedIn promoter) {
        return methods.computeIfAbsent(
                promoter.account(),
                _ -> {
                    long id =
                            Long.parseLong(
                                    RunningApi.member(
                                            promoter.again()
                                                    .post(
                                                            "/api/payout-methods",
                                                            "{\"method\":\"paypal\",\"account_holder\":\"Layla\",\"account\":\"layla@example.com\"}"),
                                            "id"));
                    api.sql("update payout_methods set usable_from = now() where id = " + id);
                    return id;
                });
    }
}
