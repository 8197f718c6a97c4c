package com.afftok.edge.link;

import com.afftok.shared.click.Tag;
import com.afftok.shared.macro.MacroText;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The address of a shop. Its macros are parsed once, so that a click only fills them in. A
/// destination without `{click_id}` gets it appended as a parameter.
///
/// Two destinations are equal if their texts are.
public final class Destination {

    private static final String CLICK_ID = "{click_id}";

    private final MacroText parsed;
    private final Macro[] macros;

    /// A bit for each tag that the text sets itself.
    private final int ownTags;

    private final int fragment;
    private final boolean query;

    private Destination(MacroText parsed) {
        String text = parsed.text();
        this.parsed = parsed;
        this.macros = parsed.names().stream().map(Macro::of).toArray(Macro[]::new);
        this.ownTags =
                Tag.ALL.stream()
                        .filter(tag -> setsItself(text, tag.label()))
                        .mapToInt(Destination::bit)
                        .sum();
        int hash = text.indexOf('#');
        this.fragment = hash < 0 ? text.length() : hash;
        this.query = text.substring(0, fragment).indexOf('?') >= 0;
    }

    public static Destination of(String address) {
        return new Destination(
                MacroText.of(address.contains(CLICK_ID) ? address : withClickId(address)));
    }

    public String text() {
        return parsed.text();
    }

    /// The number of macros.
    public int macros() {
        return macros.length;
    }

    public Macro macro(int number) {
        return macros[number];
    }

    /// The index at which a macro begins.
    public int start(int number) {
        return parsed.start(number);
    }

    /// The index behind a macro.
    public int end(int number) {
        return parsed.end(number);
    }

    /// The index of the fragment, before which further parameters are added; the length of the text
    /// if it has no fragment.
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
        return other instanceof Destination destination && text().equals(destination.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return text();
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

    /// The macros of destinations.
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

        /// An unknown name, replaced by nothing.
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
