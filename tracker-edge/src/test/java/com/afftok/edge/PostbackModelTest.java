package com.afftok.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.NaivePayments.Chain;
import com.afftok.edge.NaivePayments.Offer;
import com.afftok.shared.Seeded;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Random postbacks, including all errors of advertisers' systems, lead to the same balances as a
/// trivial model.
class PostbackModelTest {

    private static final int POSTBACKS = Seeded.share(10_000);

    /// Few, so that each is reported repeatedly.
    private static final int TRIES = 10;

    private static final int TRANSACTIONS_OF_A_LINK = Seeded.share(200);

    private static final List<String> STATUSES =
            List.of("approved", "approved", "pending", "rejected", "refunded", "refunded");

    private static final List<Offer> OFFERS =
            List.of(
                    new Offer(1, "USD", 2, "5", "0"),
                    new Offer(1, "USD", 2, "0", "7.5"),
                    new Offer(3, "SAR", 2, "1.25", "3"),
                    new Offer(3, "KWD", 3, "2.001", "0"));
    private static final List<Chain> CHAINS =
            List.of(
                    new Chain(2, List.of()),
                    new Chain(4, List.of(2L)),
                    new Chain(5, List.of(4L, 2L)),
                    new Chain(6, List.of(5L, 4L, 2L)));

    private static RunningServers servers;
    private static Database database;
    private static RunningEdge edge;

    @BeforeAll
    static void start() throws Exception {
        servers = RunningServers.start();
        database = servers.database();
        database.addParties();
        database.keepEvents();
        database.execute(
                """
                insert into accounts (id, kind, country, recruiter_id)
                values (3, 'advertiser', 'SA', null),
                       (4, 'promoter', 'SA', 2),
                       (5, 'promoter', 'SA', 4),
                       (6, 'promoter', 'SA', 5);
                insert into recruiter_rates (level, percent) values (1, 5), (2, 2), (3, 1);
                insert into offers (id, advertiser_id, title, destination_url, payout_type, payout,
                                    payout_percent, currency, status)
                values (1, 1, 'Amount', 'https://a.example.com/', 'cpa', 5, 0, 'USD', 'active'),
                       (2, 1, 'Percent', 'https://b.example.com/', 'cps', 0, 7.5, 'USD', 'active'),
                       (3, 3, 'Both', 'https://c.example.com/', 'hybrid', 1.25, 3, 'SAR', 'active'),
                       (4, 3, 'Lead', 'https://d.example.com/', 'cpl', 2.001, 0, 'KWD', 'active');
                """);
        for (int offer = 0; offer < OFFERS.size(); offer++) {
            for (int chain = 0; chain < CHAINS.size(); chain++) {
                database.execute(
                        """
                        insert into user_offers (id, promoter_id, offer_id, advertiser_id)
                        values (%d, %d, %d, %d)
                        """
                                .formatted(
                                        link(offer, chain),
                                        CHAINS.get(chain).promoter(),
                                        offer + 1,
                                        OFFERS.get(offer).advertiser()));
            }
        }
        database.execute(Shop.insertSecret(1, "live", 1, Shop.SECRET));
        database.execute(Shop.insertSecret(3, "live", 2, Shop.SECRET));
        edge = servers.edge("POSTBACKS_PER_ADVERTISER", "0");
    }

    @AfterAll
    static void stop() throws Exception {
        edge.close();
        servers.close();
    }

    @Test
    void replays_reorderings_and_refunds_leave_the_balances_that_they_should() {
        Seeded.run(1, this::compare);
    }

    private void compare(Random random) {
        NaivePayments model = new NaivePayments();
        List<Future<?>> senders = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int offer = 0; offer < OFFERS.size(); offer++) {
                for (int chain = 0; chain < CHAINS.size(); chain++) {
                    Sender sender = new Sender(model, offer, chain, new Random(random.nextLong()));
                    senders.add(threads.submit(sender::run));
                }
            }
        }
        for (Future<?> sender : senders) {
            try {
                sender.get();
            } catch (ExecutionException e) {
                throw new AssertionError(e.getCause());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        assertThat(balances()).isEqualTo(model.balances());
        assertThat(
                        new TreeMap<>(
                                database.pairs(
                                        """
                                        select transaction_id, status || ' ' || refunded_amount
                                          from conversions
                                        """)))
                .isEqualTo(model.statuses());
        assertThat(
                        database.number(
                                """
                                select count(*) from (select currency from ledger_postings
                                 group by entry_id, currency having sum(amount) <> 0)
                                """))
                .isZero();
        assertThat(
                        database.text(
                                "select sum(pending + approved + rejected + reversed) from offer_earnings"))
                .isEqualTo(Integer.toString(model.statuses().size()));
        assertThat(
                        database.number(
                                "select count(*) from received_postbacks where outcome = 'accepted'"))
                .isEqualTo(
                        database.number(
                                        "select count(*) from events where event <> 'conversion.created'")
                                + database.number(
                                        """
                                        select count(*) from events o where event = 'conversion.created'
                                           and o.payload ->> 'status' = 'pending'
                                        """));
    }

    private static Map<String, String> balances() {
        return new TreeMap<>(
                database.pairs(
                        """
                        select account || ' ' || owner_id || ' ' || currency, sum(amount)
                          from ledger_postings where owner_id is not null
                         group by account, owner_id, currency having sum(amount) <> 0
                        """));
    }

    private static long link(int offer, int chain) {
        return 1 + (long) offer * CHAINS.size() + chain;
    }

    /// Sends all postbacks of one link in order.
    private static final class Sender {

        private final NaivePayments model;
        private final Offer offer;
        private final Chain chain;
        private final long link;
        private final Random random;
        private final Shop shop = new Shop(edge);
        private final Shop forger = new Shop(edge, "a secret that nobody gave");
        private final List<Sold> sent = new ArrayList<>();

        Sender(NaivePayments model, int offer, int chain, Random random) {
            this.model = model;
            this.offer = OFFERS.get(offer);
            this.chain = CHAINS.get(chain);
            this.link = link(offer, chain);
            this.random = random;
        }

        void run() {
            int share = POSTBACKS / (OFFERS.size() * CHAINS.size());
            for (int i = 0; i < share; i++) {
                boolean again = !sent.isEmpty() && random.nextInt(4) == 0;
                Sold sold = again ? sent.get(random.nextInt(sent.size())) : sold();
                Map<String, String> postback = sold.postback(link);
                if (random.nextInt(50) == 0) {
                    String signature = forger.version2(postback, Instant.now());
                    Map<String, String> forged = Shop.with(postback, "signature", signature);
                    assertThat(shop.send(forged).status()).isEqualTo(401);
                    continue;
                }
                sent.add(sold);
                int expected =
                        model.take(
                                sold.transaction,
                                offer,
                                chain,
                                sold.status,
                                new BigDecimal(sold.amount),
                                sold.currency,
                                sold.currency.equals("KWD") ? 3 : 2);
                assertThat(status(postback)).as("%s", sold).isEqualTo(expected);
            }
        }

        /// Sends a postback again, as shops do, while the answer asks for a retry: for a refund it
        /// does, if Redis cannot tell in time whether its sale is queued.
        private int status(Map<String, String> postback) {
            int status = shop.report(postback).status();
            for (int i = 1; i < TRIES && status == 503; i++) {
                status = shop.report(postback).status();
            }
            return status;
        }

        private Sold sold() {
            String transaction = "link-" + link + "-" + random.nextInt(TRANSACTIONS_OF_A_LINK);
            boolean other = random.nextInt(20) == 0;
            return new Sold(
                    transaction,
                    STATUSES.get(random.nextInt(STATUSES.size())),
                    amount(transaction),
                    other ? "EUR" : offer.currency());
        }

        /// Mostly that of the sale, so that it is approved and fully refunded.
        private String amount(String transaction) {
            int minor = 100 + Math.floorMod(transaction.hashCode(), 50_000);
            int some = random.nextInt(3) == 0 ? 1 + random.nextInt(minor + minor / 10) : minor;
            return BigDecimal.valueOf(some, 2).toPlainString();
        }
    }

    /// The content of a postback.
    private record Sold(String transaction, String status, String amount, String currency) {

        Map<String, String> postback(long link) {
            Map<String, String> postback = Shop.sale(Shop.click(link), transaction);
            postback.put("status", status);
            postback.put("currency", currency);
            postback.put("amount", amount);
            return postback;
        }
    }
}
