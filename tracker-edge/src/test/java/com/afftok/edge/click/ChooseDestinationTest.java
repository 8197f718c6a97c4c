package com.afftok.edge.click;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.link.Destination;
import com.afftok.edge.link.Link;
import com.afftok.edge.link.Offer;
import com.afftok.shared.click.Bucket;
import com.afftok.shared.click.ClickEvent;
import com.afftok.shared.click.Device;
import com.afftok.shared.click.Tag;
import com.afftok.shared.click.Tags;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.LinkId;
import com.afftok.shared.id.OfferId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChooseDestinationTest {

    private static final Tags TAGS = Tags.of("a b&c", "", "", "", "ü", "mail", "x", "", "", "", "");
    private static final List<String> PIECES =
            List.of(
                    "{click_id}",
                    "{transaction_id}",
                    "{offer_id}",
                    "{affiliate_id}",
                    "{link_id}",
                    "{payout}",
                    "{currency}",
                    "{country}",
                    "{device}",
                    "{timestamp}",
                    "{date}",
                    "{sub1}",
                    "{sub2}",
                    "{sub5}",
                    "{source}",
                    "{utm_source}",
                    "{nothing}",
                    "{}",
                    "{",
                    "}",
                    "?",
                    "&",
                    "=",
                    "#",
                    "/p",
                    "?sub1=",
                    "&sub2=",
                    "&source=",
                    "&utm_term=",
                    "é");
    private static final List<String> LETTERS =
            List.of("a", "Z", "0", "-", "_", ".", "*", " ", "+", "&", "%", "#", "{", "}", "ü", "م");
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final Link LINK =
            new Link(
                    new LinkId(5),
                    new OfferId(7),
                    new AccountId(8),
                    new AccountId(9),
                    true,
                    0,
                    0,
                    null,
                    null,
                    Tags.NONE);

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
        String location = of("https://x.example/?c={click_id}&source=shop#top", true, TAGS);

        assertThat(location)
                .isEqualTo(
                        "https://x.example/?c=CLICK&source=shop&sub1=a+b%26c&sub5=%C3%BC&utm_source=x#top");
    }

    @Test
    void fills_any_destination_as_if_it_was_read_for_each_click() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String destination = "https://x.example" + text(random, PIECES, 8);
            Tags tags = Tags.from(_ -> random.nextInt(3) == 0 ? text(random, LETTERS, 6) : "");
            boolean passThrough = random.nextBoolean();

            assertThat(of(destination, passThrough, tags))
                    .as("%s with %s, seed %d", destination, tags, seed)
                    .isEqualTo(read(destination, passThrough, tags));
        }
    }

    private static String text(Random random, List<String> pieces, int atMost) {
        return IntStream.range(0, random.nextInt(atMost + 1))
                .mapToObj(_ -> pieces.get(random.nextInt(pieces.size())))
                .collect(Collectors.joining());
    }

    /// The same, written so that it is plainly right: parameters are added to the text first, and
    /// then every macro is replaced.
    private static String read(String destination, boolean passThrough, Tags tags) {
        String text =
                destination.contains("{click_id}")
                        ? destination
                        : added(destination, "click_id={click_id}");
        for (Tag tag : Tag.ALL) {
            String value = tags.get(tag);
            boolean own = text.matches(".*[?&]" + tag.label() + "=.*");
            if (passThrough && !value.isEmpty() && !own) {
                text = added(text, tag.label() + "=" + encoded(value));
            }
        }
        return Pattern.compile("\\{([^}]*)}")
                .matcher(text)
                .replaceAll(macro -> encoded(value(macro.group(1), tags)));
    }

    private static String added(String text, String parameter) {
        String page = text.replaceFirst("#.*", "");
        return page + (page.contains("?") ? "&" : "?") + parameter + text.substring(page.length());
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String value(String macro, Tags tags) {
        return switch (macro) {
            case "click_id", "transaction_id" -> "CLICK";
            case "offer_id" -> "7";
            case "affiliate_id" -> "8";
            case "link_id" -> "5";
            case "payout" -> "2.5";
            case "currency" -> "USD";
            case "country" -> "SA";
            case "device" -> "mobile";
            case "timestamp" -> "1772625600";
            case "date" -> "2026-03-04";
            case "sub1", "sub2", "sub3", "sub4", "sub5", "source" ->
                    tags.get(Objects.requireNonNull(Tag.find(macro)));
            default -> "";
        };
    }

    private static String of(String destination) {
        return of(destination, false, TAGS);
    }

    private static String of(String destination, boolean passThrough, Tags tags) {
        Offer offer =
                new Offer(
                        LINK.offer(),
                        true,
                        Destination.of(destination),
                        Set.of(),
                        Offer.Targeting.EVERYWHERE,
                        passThrough,
                        "2.5",
                        "USD",
                        90);
        return ChooseDestination.of(LINK, offer, click(tags), "CLICK");
    }

    private static ClickEvent click(Tags tags) {
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
                tags);
    }
}
