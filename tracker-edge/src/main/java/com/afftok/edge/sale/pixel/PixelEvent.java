package com.afftok.edge.sale.pixel;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What can happen on a shop's page, beside a purchase, in capitals or not. Names that are not here
/// count as one, so that nobody can make up rows.
enum PixelEvent {
    PAGE_VIEW("PageView", "page_view"),
    VIEW_CONTENT("ViewContent", "view_content"),
    SEARCH("Search", "search"),
    ADD_TO_CART("AddToCart", "add_to_cart"),
    BEGIN_CHECKOUT("BeginCheckout", "begin_checkout"),
    LEAD("Lead", "lead"),
    SIGN_UP("SignUp", "sign_up"),
    SUBSCRIBE("Subscribe", "subscribe"),
    OTHER("", "other");

    private static final Map<String, PixelEvent> BY_NAME =
            Arrays.stream(values())
                    .collect(Collectors.toMap(event -> folded(event.name), Function.identity()));

    private final String name;
    private final String label;

    PixelEvent(String name, String label) {
        this.name = name;
        this.label = label;
    }

    static PixelEvent of(String name) {
        return BY_NAME.getOrDefault(folded(name), OTHER);
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /// The word for it in the database.
    String label() {
        return label;
    }
}
