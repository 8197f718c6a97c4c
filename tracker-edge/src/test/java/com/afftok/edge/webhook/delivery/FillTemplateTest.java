package com.afftok.edge.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FillTemplateTest {

    private static final Instant TIME = Instant.parse("2026-03-05T23:59:59.5Z");

    private final JsonObject values =
            new JsonObject()
                    .put("click_id", "abc")
                    .put("amount", "12.50")
                    .put("commission", "1.25")
                    .put("promoter_id", "2")
                    .put("source", "postback")
                    .put("traffic_source", "tiktok")
                    .put("sub1", "a b&c=d/../?#%{sub2}ü")
                    .put("sub2", "never")
                    .putNull("goal");

    @Test
    void replaces_macros_of_links_and_every_field_of_the_event() {
        assertThat(
                        fill(
                                "/p?c={click_id}&a={amount}&p={payout}&aff={affiliate_id}&t={timestamp}"
                                        + "&d={date}&e={event}&s={source}"))
                .isEqualTo(
                        "/p?c=abc&a=12.50&p=1.25&aff=2&t=1772755199&d=2026-03-05"
                                + "&e=conversion.created&s=tiktok");
    }

    @Test
    void encodes_values_and_replaces_nothing_in_them() {
        assertThat(fill("/p?s={sub1}"))
                .isEqualTo("/p?s=a%20b%26c%3Dd%2F..%2F%3F%23%25%7Bsub2%7D%C3%BC");
    }

    @Test
    void what_is_unknown_or_empty_becomes_nothing() {
        assertThat(fill("/p?x={unknown}&g={goal}&n={}")).isEqualTo("/p?x=&g=&n=");
    }

    @Test
    void what_is_no_macro_stays() {
        assertThat(fill("/p?x=}{amount")).isEqualTo("/p?x=}{amount");
    }

    private String fill(String target) {
        return FillTemplate.of(target, "conversion.created", TIME, values);
    }
}
