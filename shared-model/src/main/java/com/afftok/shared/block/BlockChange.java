package com.afftok.shared.block;

import com.afftok.shared.address.AddressKeys;
import org.jspecify.annotations.Nullable;

/// A message on the Redis channel [#CHANNEL]: `block <key> <until millis>` or `unblock <key>`, with
/// the address's key as [AddressKeys] write it.
public sealed interface BlockChange {

    String CHANNEL = "addresses:blocked";

    record Block(long key, long untilMillis) implements BlockChange {}

    record Unblock(long key) implements BlockChange {}

    default String encode() {
        return switch (this) {
            case Block(long key, long until) -> "block " + AddressKeys.format(key) + " " + until;
            case Unblock(long key) -> "unblock " + AddressKeys.format(key);
        };
    }

    /// The change that was encoded; null for any other message, as of a newer version.
    static @Nullable BlockChange parse(String message) {
        String[] words = message.split(" ", -1);
        long key = words.length > 1 ? AddressKeys.parse(words[1]) : 0;
        if (key == 0) {
            return null;
        }
        return switch (words[0]) {
            case "block" -> words.length == 3 ? block(key, words[2]) : null;
            case "unblock" -> words.length == 2 ? new Unblock(key) : null;
            default -> null;
        };
    }

    private static @Nullable BlockChange block(long key, String until) {
        try {
            return new Block(key, Long.parseLong(until));
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
