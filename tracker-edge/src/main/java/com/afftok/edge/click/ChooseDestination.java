package com.afftok.edge.click;

import com.afftok.edge.link.Link;
import com.afftok.shared.click.Tags;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// The address that the shopper is sent to: the link's destination with its macros replaced, each
/// value URL-encoded. A macro that is unknown or has no value becomes an empty string. The click id
/// always travels along: a destination without `{click_id}` gets it appended.
final class ChooseDestination {

    private static final String CLICK_ID = "{click_id}";

    private ChooseDestination() {}

    static String of(Link link, String clickId, Tags tags) {
        String template = link.destination();
        if (!template.contains(CLICK_ID)) {
            template = appendClickId(template);
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
            location.append(
                    encode(value(template.substring(open + 1, close), link, clickId, tags)));
            at = close + 1;
        }
        return location.append(template, at, template.length()).toString();
    }

    private static String value(String macro, Link link, String clickId, Tags tags) {
        return switch (macro) {
            case "click_id" -> clickId;
            case "offer_id" -> Long.toString(link.offer().value());
            case "affiliate_id" -> Long.toString(link.promoter().value());
            case "link_id" -> Long.toString(link.id().value());
            case "sub1" -> tags.sub1();
            case "sub2" -> tags.sub2();
            case "sub3" -> tags.sub3();
            case "sub4" -> tags.sub4();
            case "sub5" -> tags.sub5();
            case "source" -> tags.source();
            default -> "";
        };
    }

    private static String encode(String value) {
        return value.isEmpty() ? value : URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String appendClickId(String template) {
        int hash = template.indexOf('#');
        String address = hash < 0 ? template : template.substring(0, hash);
        String fragment = hash < 0 ? "" : template.substring(hash);
        char joint = address.indexOf('?') < 0 ? '?' : '&';
        return address + joint + "click_id=" + CLICK_ID + fragment;
    }
}
