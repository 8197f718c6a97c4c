package com.afftok.edge.click;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.link.Link;
import com.afftok.shared.click.Tags;
import com.afftok.shared.id.LinkId;
import com.afftok.shared.id.OfferId;
import com.afftok.shared.id.UserId;
import org.junit.jupiter.api.Test;

class ChooseDestinationTest {

    private static final Tags TAGS = new Tags("a b&c", "", "", "", "ü", "mail", "", "", "", "", "");

    @Test
    void replaces_macros_and_encodes_their_values() {
        assertThat(
                        of(
                                "https://x.example/?c={click_id}&o={offer_id}&p={affiliate_id}&l={link_id}&s={sub1}&u={sub5}&q={source}"))
                .isEqualTo("https://x.example/?c=CLICK&o=7&p=8&l=5&s=a+b%26c&u=%C3%BC&q=mail");
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

    private static String of(String destination) {
        Link link =
                new Link(
                        new LinkId(5),
                        new OfferId(7),
                        new UserId(8),
                        new UserId(9),
                        destination,
                        true,
                        Long.MAX_VALUE);
        return ChooseDestination.of(link, "CLICK", TAGS);
    }
}
