package com.afftok.edge;

import static com.afftok.edge.Beacons.purchase;
import static com.afftok.edge.Shop.click;
import static com.afftok.edge.Shop.sale;
import static com.afftok.edge.Shop.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.Shop.Answer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A purchase claimed by a browser changes nothing before its approval. Each link pays 5 USD a
/// sale.
class PixelClaimsTest {

    private static RunningShop running;
    private static Database database;
    private static Beacons beacons;
    private static Shop shop;

    @BeforeAll
    static void start() throws Exception {
        running = RunningShop.open();
        database = running.database();
        beacons = new Beacons(running.edge());
        shop = running.shop();
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
    }

    @Test
    void counts_nowhere_until_a_signed_postback_confirms_it_and_then_once() {
        database.addLink(5, "https://shop.example.com/");
        String click = click(5);

        assertThat(beacons.send(with(purchase(click, "big"), "amount", "999999.99")).status())
                .isEqualTo(200);

        assertThat(statistics(5)).isEqualTo("0 0 0 0.0000");
        assertThat(earned("big")).isEqualTo("null");
        assertThat(shop.report(sale(click, "big")).status()).isEqualTo(200);
        assertThat(statistics(5)).isEqualTo("0 1 0 5.0000");
        assertThat(entries("big")).isEqualTo("approval commission");
        assertThat(earned("big")).isEqualTo("5.0000");
    }

    @Test
    void counts_nowhere_after_the_signed_postback_rejected_it() {
        database.addLink(6, "https://shop.example.com/");
        String click = click(6);
        beacons.send(purchase(click, "refused"));

        assertThat(shop.report(sale(click, "refused"), "status", "rejected").status())
                .isEqualTo(200);

        assertThat(statistics(6)).isEqualTo("0 0 0 0.0000");
        assertThat(entries("refused")).isEqualTo("null");
    }

    @Test
    void stays_where_the_signed_postback_cannot_be_priced() {
        database.execute(
                """
                insert into offers (id, advertiser_id, title, destination_url, payout, payout_type,
                                    payout_percent, currency, status)
                values (7, 1, 'Offer 7', 'https://shop.example.com/', 5, 'hybrid', 10, 'USD', 'active');
                insert into user_offers (id, promoter_id, offer_id, advertiser_id) values (7, 2, 7, 1)
                """);
        String click = click(7);
        beacons.send(purchase(click, "other-currency"));

        assertThat(shop.report(sale(click, "other-currency"), "currency", "EUR").verdict())
                .isEqualTo("422 CONV_005");

        assertThat(
                        database.text(
                                """
                                select status || ' ' || superseded from conversions
                                 where transaction_id = 'other-currency'
                                """))
                .isEqualTo("pending false");
    }

    @Test
    void changes_nobodys_price() {
        database.addLink(3, "https://shop.example.com/");
        database.execute(
                """
                insert into commission_caps (advertiser_id, offer_id, period, max_conversions)
                values (1, 3, 'day', 2)
                """);

        for (int i = 0; i < 5; i++) {
            assertThat(beacons.send(purchase(click(3), "claim-" + i)).status()).isEqualTo(200);
        }

        for (int i = 0; i < 3; i++) {
            Answer real = shop.report(Shop.sale(click(3), "real-" + i));
            assertThat(real.data().getDouble("commission")).isEqualTo(i < 2 ? 5.0 : 0.0);
        }
    }

    @Test
    void is_refused_where_nobody_spends_so_much() {
        Map<String, String> purchase = purchase(click(1), "much");

        Map<String, String> sums =
                Map.of("1000000.01", "USD", "999999999", "USD", "1000000001", "LBP");
        sums.forEach((amount, currency) -> {
            Answer answer = beacons.send(with(purchase, "amount", amount, "currency", currency));

            assertThat(answer.verdict()).as(amount).isEqualTo("422 CONV_005");
            assertThat(answer.response().body()).contains("is more than a browser may report");
        });
        assertThat(
                        database.number(
                                "select count(*) from conversions where transaction_id = 'much'"))
                .isZero();
        assertThat(beacons.send(with(purchase, "amount", "89500000", "currency", "LBP")).status())
                .isEqualTo(200);
    }

    /// Pending, approved and rejected conversions of an offer, and the promoters' earnings.
    private static String statistics(long offer) {
        return database.text(
                """
                select concat_ws(' ', pending, approved, rejected, commission)
                  from offer_earnings where offer_id = %d
                """
                        .formatted(offer));
    }

    private static String entries(String transaction) {
        return database.text(
                """
                select string_agg(kind, ' ' order by kind)
                  from ledger_entries e join conversions c on c.id = e.conversion_id
                 where c.transaction_id = '%s'
                """
                        .formatted(transaction));
    }

    /// The promoter's commission of a transaction, approved or not.
    private static String earned(String transaction) {
        return database.text(
                """
                select sum(p.amount)
                  from ledger_postings p
                  join ledger_entries e on (e.advertiser_id, e.id) = (p.advertiser_id, p.entry_id)
                  join conversions c on c.id = e.conversion_id
                 where c.transaction_id = '%s' and p.owner_id = 2
                """
                        .formatted(transaction));
    }
}
