package com.afftok.edge.webhook.outbox;

import static com.afftok.shared.click.ClickBuilder.aClick;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.Eventually;
import com.afftok.edge.webhook.delivery.Pace;
import com.afftok.shared.click.ClickEvent;
import com.afftok.shared.click.Tags;
import com.afftok.shared.code.ClickCodes;
import com.afftok.shared.code.KeyRing;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.LinkId;
import com.afftok.shared.id.OfferId;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Clicks reach the webhooks that asked for them, and cost nothing where nobody did.
class ClickEventsTest {

    private static final ClickCodes CODES =
            new ClickCodes(KeyRing.parse("1:000102030405060708090a0b0c0d0e0f"));
    private static final int MOST_WAITING = 100;

    private static Sending sending;

    @BeforeAll
    static void start() {
        sending = new Sending();
    }

    @AfterAll
    static void stop() {
        sending.close();
    }

    @BeforeEach
    void nobody_listens() {
        sending.begin();
    }

    @Test
    void nothing_is_kept_where_nobody_asked() {
        sending.webhook("webhook", 1, "https://shop.example.com/", "conversion.created");
        long paused = sending.webhook("webhook", 2, "https://anna.example.com/", "click");
        sending.execute(
                "update webhooks set status = 'paused', paused_at = now() where id = " + paused);

        tell(click(1, 2));

        assertThat(events()).isEqualTo("0");
    }

    @Test
    void tells_those_who_asked_for_all_offers_or_this_one() {
        long ofOffer = sending.webhook("webhook", 2, "https://anna.example.com/", "click");
        sending.execute("update webhooks set offer_id = 2 where id = " + ofOffer);

        tell(click(1, 2), click(2, 2), click(2, 3));

        assertThat(sending.texts("select offer_id || ' ' || promoter_id from outbox"))
                .containsExactly("2 2");
    }

    @Test
    void a_click_is_delivered_without_what_is_private() {
        RealReceiver receiver = new RealReceiver(sending.vertx(), "127.0.0.1");
        sending.webhook("webhook", 1, receiver.url("/in"), "click");
        Tags tags = Tags.of("\0a\\u0000b\"", "", "", "", "", "", "", "", "", "", "");
        ClickEvent click = aClick().from("SA").tags(tags).build();

        tell(click);
        sending.edge();
        receiver.awaits(1);

        JsonObject body =
                new JsonObject(new String(receiver.first().body(), StandardCharsets.UTF_8));
        JsonObject data = body.getJsonObject("data");
        assertThat(body.getString("type")).isEqualTo("click");
        assertThat(CODES.verify(data.getString("click_id"))).isEqualTo(click.id());
        assertThat(data.getString("country")).isEqualTo("SA");
        assertThat(data.getString("sub1")).isEqualTo(" a\\u0000b\"");
        assertThat(data.fieldNames())
                .doesNotContain("address", "visitor", "user_agent", "referrer", "sub2");
    }

    @Test
    void a_click_whose_key_has_left_the_ring_is_told_without_its_id() {
        sending.webhook("webhook", 1, "https://shop.example.com/", "click");
        ClickId retired = ClickId.of(1_772_000_000_000L, new LinkId(1), 2, 0, 0);

        tell(aClick().id(retired).build(), aClick().build());

        assertThat(
                        sending.texts(
                                "select coalesce(payload ->> 'click_id', 'none') from outbox order by id"))
                .containsExactly("none", CODES.encode(aClick().build().id()));
    }

    @Test
    void a_click_of_unknown_parties_undoes_nothing() {
        sending.webhook("webhook", 1, "https://shop.example.com/", "click");

        tell(click(1, 999), click(999, 2), click(1, 2));

        assertThat(events()).isEqualTo("1");
    }

    @Test
    void one_for_which_too_many_wait_hears_of_no_more() {
        sending.webhook("webhook", 1, "http://10.0.0.1/", "click");
        Sending.Edge edge =
                sending.edge(slow(), Duration.ofSeconds(10), "", Sending.names("10.0.0.1"));
        tell(Collections.nCopies(3 * MOST_WAITING, click(1, 2)).toArray(ClickEvent[]::new));
        Eventually.equal("0", ClickEventsTest::events);
        edge.stop();

        String waiting = sending.text("select count(*) from webhook_deliveries");
        tell(click(1, 2));

        assertThat(Integer.parseInt(waiting)).isBetween(MOST_WAITING, 4 * MOST_WAITING);
        assertThat(events()).isEqualTo("0");
    }

    private static Pace slow() {
        Duration hour = Duration.ofHours(1);
        return new Pace(Duration.ofMillis(20), hour, List.of(hour), hour, hour);
    }

    private static ClickEvent click(long offer, long promoter) {
        ClickEvent click = aClick().build();
        return new ClickEvent(
                click.id(),
                new OfferId(offer),
                new AccountId(promoter),
                click.advertiser(),
                click.bucket(),
                click.score(),
                click.reasons(),
                click.ruleSet(),
                click.country(),
                click.device(),
                click.browser(),
                click.os(),
                click.address(),
                click.visitor(),
                click.userAgent(),
                click.referrer(),
                click.tags());
    }

    private static void tell(ClickEvent... clicks) {
        ClickEvents tell = new ClickEvents(CODES, MOST_WAITING);
        Sending.await(
                sending.pool()
                        .withTransaction(connection ->
                                tell.execute(connection, List.of(clicks)).mapEmpty()));
    }

    private static String events() {
        return sending.text("select count(*) from outbox");
    }
}
