package com.afftok.edge.link;

import com.afftok.shared.click.Tag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The address of a shop whose macros were found once, so that a click only has to fill them in. A
/// destination without `{click_id}` gets it appended as a parameter.
///
/// Two destinations are equal if their texts are.
public final class Destination {

    private static final String CLICK_ID = "{click_id}";

    private final String text;
    private final Macro[] macros;

    /// Where each macro begins and ends in the text.
    private final int[] bounds;

    /// A bit for each tag that the text sets itself.
    private final int ownTags;

    private final int fragment;
    private final boolean query;

    private Destination(String text, List<Macro> macros, List<Integer> bounds) {
        this.text = text;
        this.macros = macros.toArray(Macro[]::new);
        this.bounds = bounds.stream().mapToInt(Integer::intValue).toArray();
        this.ownTags =
                Tag.ALL.stream()
                        .filter(tag -> setsItself(text, tag.label()))
                        .mapToInt(Destination::bit)
                        .sum();
        int hash = text.indexOf('#');
        this.fragment = hash < 0 ? text.length() : hash;
        this.query = text.substring(0, fragment).indexOf('?') >= 0;
    }

    /// A brace that is never closed is text.
    public static Destination of(String address) {
        String text = address.contains(CLICK_ID) ? address : withClickId(address);
        List<Macro> macros = new ArrayList<>();
        List<Integer> bounds = new ArrayList<>();
        int open = text.indexOf('{');
        while (open >= 0) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                break;
            }
            macros.add(Macro.of(text.substring(open + 1, close)));
            bounds.add(open);
            bounds.add(close + 1);
            open = text.indexOf('{', close);
        }
        return new Destination(text, macros, bounds);
    }

    public String text() {
        return text;
    }

    /// How many macros there are.
    public int macros() {
        return macros.length;
    }

    public Macro macro(int number) {
        return macros[number];
    }

    /// Where a macro begins in the text.
    public int start(int number) {
        return bounds[2 * number];
    }

    /// Where the text goes on behind a macro.
    public int end(int number) {
        return bounds[2 * number + 1];
    }

    /// Where further parameters belong: before the fragment, or else at the end.
    public int fragment() {
        return fragment;
    }

    public boolean hasQuery() {
        return query;
    }

    public boolean sets(Tag tag) {
        return (ownTags & bit(tag)) != 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Destination destination && text.equals(destination.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    private static String withClickId(String address) {
        int hash = address.indexOf('#');
        String page = hash < 0 ? address : address.substring(0, hash);
        String fragment = hash < 0 ? "" : address.substring(hash);
        char joint = page.indexOf('?') < 0 ? '?' : '&';
        return page + joint + "click_id=" + CLICK_ID + fragment;
    }

    private static boolean setsItself(String text, String name) {
        return text.contains("?" + name + "=") || text.contains("&" + name + "=");
    }

    private static int bit(Tag tag) {
        return 1 << tag.position();
    }

    /// What a destination may ask for.
    public enum Macro {
        CLICK_ID("click_id"),
        TRANSACTION_ID("transaction_id"),
        OFFER_ID("offer_id"),
        AFFILIATE_ID("affiliate_id"),
        LINK_ID("link_id"),
        PAYOUT("payout"),
        CURRENCY("currency"),
        COUNTRY("country"),
        DEVICE("device"),
        TIMESTAMP("timestamp"),
        DATE("date"),
        SUB1("sub1"),
        SUB2("sub2"),
        SUB3("sub3"),
        SUB4("sub4"),
        SUB5("sub5"),
        SOURCE("source"),

        /// A name that means nothing, and leaves nothing.
        UNKNOWN("");

        private static final Map<String, Macro> BY_NAME =
                Arrays.stream(values())
                        .collect(Collectors.toMap(macro -> macro.name, Function.identity()));

        private final String name;

        Macro(String name) {
            this.name = name;
        }

        private static Macro of(String name) {
            return BY_NAME.getOrDefault(name, UNKNOWN);
        }
    }
}
