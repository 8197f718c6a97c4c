package com.afftok.edge.click;

import com.afftok.edge.link.Link;
import com.afftok.shared.click.ClickEvent;
import com.afftok.shared.click.Tag;
import com.afftok.shared.click.Tags;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;

/// Chooses the destination of a click: the link's destination with its macros replaced by
/// URL-encoded values. A macro that is unknown or has no value becomes empty. The click id is
/// appended if the destination has no `{click_id}`. If the offer forwards tags, those missing in
/// the destination are appended, too.
final class ChooseDestination {

    private static final String CLICK_ID = "{click_id}";

    /// Tags that are also macros.
    private static final Set<Tag> MACROS = EnumSet.range(Tag.SUB1, Tag.SOURCE);

    private ChooseDestination() {}

    static String of(Link link, ClickEvent click, String clickId) {
        String template = link.destination();
        if (!template.contains(CLICK_ID)) {
            template = append(template, "click_id=" + CLICK_ID);
        }
        if (link.passThrough()) {
            template = handOn(template, click.tags());
        }
        StringBuilder location = new StringBuilder(template.length() + 64);
        int at = 0;
        int open;
        while ((open = template.indexOf('{', at)) >= 0) {
            int close = template.indexOf('}', open);
            if (close < 0) {
                break;
            }
            location.append(template, at, open);
            String macro = template.substring(open + 1, close);
            location.append(encode(value(macro, link, click, clickId)));
            at = close + 1;
        }
        return location.append(template, at, template.length()).toString();
    }

    private static String value(String macro, Link link, ClickEvent click, String clickId) {
        return switch (macro) {
            case "click_id", "transaction_id" -> clickId;
            case "offer_id" -> Long.toString(link.offer().value());
            case "affiliate_id" -> Long.toString(link.promoter().value());
            case "link_id" -> Long.toString(link.id().value());
            case "payout" -> link.payout();
            case "currency" -> link.currency();
            case "country" -> click.country();
            case "device" -> click.device().label();
            case "timestamp" -> Long.toString(click.id().millis() / 1000);
            case "date" -> date(click.id().time());
            default -> {
                Tag tag = Tag.find(macro);
                yield tag != null && MACROS.contains(tag) ? click.tags().get(tag) : "";
            }
        };
    }

    private static String date(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC).toString();
    }

    private static String handOn(String template, Tags tags) {
        String all = template;
        for (Tag tag : Tag.ALL) {
            all = handOn(all, tag.label(), tags.get(tag));
        }
        return all;
    }

    private static String handOn(String template, String name, String value) {
        boolean there = template.contains("?" + name + "=") || template.contains("&" + name + "=");
        return value.isEmpty() || there ? template : append(template, name + "=" + encode(value));
    }

    private static String append(String template, String parameter) {
        int hash = template.indexOf('#');
        String address = hash < 0 ? template : template.substring(0, hash);
        String fragment = hash < 0 ? "" : template.substring(hash);
        char joint = address.indexOf('?') < 0 ? '?' : '&';
        return address + joint + parameter + fragment;
    }

    private static String encode(String value) {
        return value.isEmpty() ? value : URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
