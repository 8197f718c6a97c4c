package com.afftok.management.platform.document.expand;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// A mapping in a part, with its place for error messages.
record Mapping(Place place, Map<String, @Nullable Object> members) {

    static Mapping of(@Nullable Object node, Place place) {
        if (!(node instanceof Map<?, ?> map)) {
            throw place.fault("must be a mapping");
        }
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        map.forEach((key, value) -> members.put(String.valueOf(key), value));
        return new Mapping(place, members);
    }

    static List<?> list(@Nullable Object node, Place place) {
        if (!(node instanceof List<?> list)) {
            throw place.fault("must be a list");
        }
        return list;
    }

    static String text(@Nullable Object node, Place place) {
        if (!(node instanceof String text)) {
            throw place.fault("must be a text");
        }
        return text;
    }

    /// @throws Place.Fault if it has an unknown key
    Mapping knowing(Set<String> known) {
        for (String key : members.keySet()) {
            if (!known.contains(key) && !key.startsWith("x-")) {
                throw place.fault("unknown key " + key);
            }
        }
        return this;
    }

    boolean has(String key) {
        return members.containsKey(key);
    }

    @Nullable Object get(String key) {
        return members.get(key);
    }

    Place at(String key) {
        return place.in(key);
    }

    String text(String key) {
        if (!has(key)) {
            throw place.fault("has no " + key);
        }
        return text(get(key), at(key));
    }

    String text(String key, String otherwise) {
        return has(key) ? text(key) : otherwise;
    }

    /// Empty if absent.
    List<?> list(String key) {
        return has(key) ? list(get(key), at(key)) : List.of();
    }

    /// Empty if absent.
    Mapping mapping(String key) {
        return of(has(key) ? get(key) : Map.of(), at(key));
    }

    void forEach(BiConsumer<String, @Nullable Object> action) {
        members.forEach(action);
    }

    /// The key and the value of a mapping with one member.
    Map.Entry<String, @Nullable Object> only() {
        if (members.size() != 1) {
            throw place.fault("must have one key");
        }
        return members.entrySet().iterator().next();
    }
}
