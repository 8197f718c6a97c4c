package com.afftok.management.tracking.offer;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The JSON of a valid offer, except for what a test sets.
public final class OfferJson {

    private final Map<String, String> members = new TreeMap<>();

    private OfferJson() {
        with("title", "\"Summer sale\"");
        with("destination_url", "\"https://shop.example.com/landing?click={click_id}\"");
        with("payout_type", "\"cpa\"");
        with("payout", "12.50");
        with("currency", "\"USD\"");
    }

    public static OfferJson anOffer() {
        return new OfferJson();
    }

    /// Sets a member.
    ///
    /// @param json of the value, such as `"text"` or `12`
    public OfferJson with(String member, String json) {
        members.put(member, json);
        return this;
    }

    public OfferJson without(String member) {
        members.remove(member);
        return this;
    }

    @Override
    public String toString() {
        return members.entrySet().stream()
                .map(member -> '"' + member.getKey() + "\":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
