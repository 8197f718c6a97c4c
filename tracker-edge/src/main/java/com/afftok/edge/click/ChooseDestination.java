package com.afftok.edge.click;

import com.afftok.edge.link.Destination;
import com.afftok.edge.link.Destination.Macro;
import com.afftok.edge.link.Link;
import com.afftok.edge.link.Offer;
import com.afftok.shared.click.ClickEvent;
import com.afftok.shared.click.Tag;
import com.afftok.shared.click.Tags;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// The address that the shopper is sent to: the link's destination with its macros replaced, each
/// value URL-encoded. A macro that is unknown or has no value becomes an empty string. The click id
/// always travels along. Where the offer hands tags on, those that the destination doesn't set
/// itself are added to its query.
final class ChooseDestination {

    private static final int ROOM_FOR_VALUES = 64;

    private ChooseDestination() {}

    static String of(Link link, Offer offer, ClickEvent click, String clickId) {
        Destination destination = link.destination(offer);
        String text = destination.text();
        StringBuilder location = new StringBuilder(text.length() + ROOM_FOR_VALUES);
        int at = 0;
        for (int i = 0; i < destination.macros(); i++) {
            literal(location, destination, at, destination.start(i), offer, click.tags());
            value(location, destination.macro(i), link, offer, click, clickId);
            at = destination.end(i);
        }
        literal(location, destination, at, text.length(), offer, click.tags());
        return location.toString();
    }

    /// Tags are handed on where the fragment begins, unless that is inside a macro.
    private static void literal(
            StringBuilder location,
            Destination destination,
            int from,
            int to,
            Offer offer,
            Tags tags) {
        String text = destination.text();
        int fragment = destination.fragment();
        boolean last = to == text.length();
        if (offer.passThrough() && from <= fragment && (fragment < to || last)) {
            location.append(text, from, fragment);
            handOn(location, destination, tags);
            location.append(text, fragment, to);
        } else {
            location.append(text, from, to);
        }
    }

    private static void handOn(StringBuilder location, Destination destination, Tags tags) {
        char joint = destination.hasQuery() ? '&' : '?';
        for (Tag tag : Tag.ALL) {
            String value = tags.get(tag);
            if (!value.isEmpty() && !destination.sets(tag)) {
                encoded(location.append(joint).append(tag.label()).append('='), value);
                joint = '&';
            }
        }
    }

    private static void value(
            StringBuilder location,
            Macro macro,
            Link link,
            Offer offer,
            ClickEvent click,
            String clickId) {
        Tags tags = click.tags();
        switch (macro) {
            case CLICK_ID, TRANSACTION_ID -> location.append(clickId);
            case OFFER_ID -> location.append(link.offer().value());
            case AFFILIATE_ID -> location.append(link.promoter().value());
            case LINK_ID -> location.append(link.id().value());
            case PAYOUT -> encoded(location, offer.payout());
            case CURRENCY -> encoded(location, offer.currency());
            case COUNTRY -> encoded(location, click.country());
            case DEVICE -> encoded(location, click.device().label());
            case TIMESTAMP -> location.append(click.id().millis() / 1000);
            case DATE -> location.append(date(click.id().time()));
            case SUB1 -> encoded(location, tags.get(Tag.SUB1));
            case SUB2 -> encoded(location, tags.get(Tag.SUB2));
            case SUB3 -> encoded(location, tags.get(Tag.SUB3));
            case SUB4 -> encoded(location, tags.get(Tag.SUB4));
            case SUB5 -> encoded(location, tags.get(Tag.SUB5));
            case SOURCE -> encoded(location, tags.get(Tag.SOURCE));
            case UNKNOWN -> {}
        }
    }

    private static String date(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC).toString();
    }

    private static void encoded(StringBuilder location, String value) {
        location.append(isClean(value) ? value : URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    /// Whether encoding changes nothing.
    private static boolean isClean(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean clean =
                    (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || (c >= '0' && c <= '9')
                            || c == '-'
                            || c == '_'
                            || c == '.'
                            || c == '*';
            if (!clean) {
                return false;
            }
        }
        return true;
    }
}
