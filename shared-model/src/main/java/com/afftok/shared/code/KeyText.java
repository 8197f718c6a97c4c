package com.afftok.shared.code;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/// Parses key rings: `1:hex,2:hex`.
public final class KeyText {

    private static final Pattern ID = Pattern.compile("[0-9]{1,2}");
    private static final Pattern HEX = Pattern.compile("([0-9A-Fa-f]{2})+");

    private KeyText() {}

    /// The keys in order.
    ///
    /// @param key makes a key from its number and secret, or refuses it with a message that
    ///   continues "key 1 "
    /// @throws IllegalArgumentException with a message that contains no secret
    public static <K> List<K> parse(String text, BiFunction<Integer, byte[], K> key) {
        List<K> keys = new ArrayList<>();
        for (String entry : text.split(",", -1)) {
            String[] parts = entry.strip().split(":", -1);
            String place = "key " + (keys.size() + 1) + " ";
            if (parts.length != 2
                    || !ID.matcher(parts[0]).matches()
                    || !HEX.matcher(parts[1]).matches()) {
                throw new IllegalArgumentException(
                        place + "must be written as id:secret, a number and pairs of hex digits");
            }
            try {
                keys.add(key.apply(Integer.valueOf(parts[0]), HexFormat.of().parseHex(parts[1])));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(place + e.getMessage(), e);
            }
        }
        return keys;
    }
}
