package com.afftok.edge.click;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.link.Link;
import com.afftok.edge.link.Targeting;
import com.afftok.shared.click.Bucket;
import com.afftok.shared.click.ClickEvent;
import com.afftok.shared.click.Device;
import com.afftok.shared.click.Tags;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.LinkId;
import com.afftok.shared.id.OfferId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ChooseDestinationTest {

    private static final Tags TAGS = Tags.of("a b&c", "", "", "", "ü", "mail", "x", "", "", "", "");
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    @Test
    void replaces_macros_and_encodes_their_values() {
        assertThat(
                        of(
                                "https://x.example/?c={click_id}&t={transaction_id}&o={offer_id}"
                                        + "&p={affiliate_id}&l={link_id}&s={sub1}&u={sub5}&q={source}"))
                .isEqualTo(
                        "https://x.example/?c=CLICK&t=CLICK&o=7&p=8&l=5&s=a+b%26c&u=%C3%BC&q=mail");
        assertThat(
                        of(
                                "https://x.example/?c={click_id}&m={payout}{currency}&g={country}"
                                        + "&d={device}&at={timestamp}&on={date}"))
                .isEqualTo(
                        "https://x.example/?c=CLICK&m=2.5USD&g=SA&d=mobile&at=1772625600&on=2026-03-04");
    }

    @Test
    void makes_unknown_and_empty_macros_empty() {
        assertThat(of("https://x.example/{nothing}?a={sub2}&c={click_id}"))
                .isEqualTo("https://x.example/?a=&c=CLICK");
    }

    @Test
    void leaves_an_open_brace_alone() {
        assertThat(of("https://x.example/?c={click_id}&x={sub1"))
                .isEqualTo("https://x.example/?c=CLICK&x={sub1");
    }

    @Test
    void appends_the_click_id_where_the_destination_has_none() {
        assertThat(of("https://x.example/p")).isEqualTo("https://x.example/p?click_id=CLICK");
        assertThat(of("https://x.example/p?a=1"))
                .isEqualTo("https://x.example/p?a=1&click_id=CLICK");
        assertThat(of("https://x.example/p#top"))
                .isEqualTo("https://x.example/p?click_id=CLICK#top");
    }

    @Test
    void hands_tags_on_where_the_offer_allows_and_the_destination_has_no_own() {
        String location =
                ChooseDestination.of(
                        link("https://x.example/?c={click_id}&source=shop#top", true),
                        click(),
                        "CLICK");

        assertThat(location)
                .isEqualTo(
                        "https://x.example/?c=CLICK&source=shop&sub1=a+b%26c&sub5=%C3%BC&utm_source=x#top");
    }

    private static String of(String destination) {
        return ChooseDestination.of(link(destination, false), click(), "CLICK");
    }

    private static Link link(String destination, boolean passThrough) {
        return new Link(
                new LinkId(5),
                new OfferId(7),
                new AccountId(8),
                new AccountId(9),
                destination,
                true,
                Long.MAX_VALUE,
                Targeting.EVERYWHERE,
                passThrough,
                "2.5",
                "USD",
                Tags.NONE);
    }

    private static ClickEvent click() {
        return new ClickEvent(
                ClickId.of(NOON.toEpochMilli(), new LinkId(5), 1, 0, 0),
                new OfferId(7),
                new AccountId(8),
                new AccountId(9),
                Bucket.VALID,
                0,
                0,
                0,
                "SA",
                Device.MOBILE,
                "",
                "",
                new byte[0],
                0,
                "",
                "",
                TAGS);
    }
}
