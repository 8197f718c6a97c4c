package com.afftok.shared.address;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The visitor's address: that of the connection, or the one forwarded by a trusted proxy.
///
/// Each proxy appends the address of its client to `X-Forwarded-For`. Read from the right, an entry
/// is reliable as long as everything to its right is one of our own proxies; the first one that is
/// not is the visitor, who may have forged the entries to its left. An entry that is not an address
/// ends the search: the visitor is then the proxy that wrote it.
public final class ForwardedFor {

    private final TrustedProxies trusted;

    public ForwardedFor(TrustedProxies trusted) {
        this.trusted = trusted;
    }

    /// Finds the visitor of a request.
    ///
    /// @param peer the address of the connection, 4 or 16 bytes, or empty
    /// @param forwardedFor the `X-Forwarded-For` headers in order
    /// @return 4 or 16 bytes, never an IPv4-mapped IPv6 address, or empty like the peer
    public byte[] of(byte[] peer, List<String> forwardedFor) {
        byte[] visitor = AddressText.unmapped(peer);
        for (int header = forwardedFor.size() - 1; header >= 0; header--) {
            String hops = forwardedFor.get(header);
            int end = hops.length();
            while (end > 0) {
                if (!trusted.contains(visitor)) {
                    return visitor;
                }
                int start = hops.lastIndexOf(',', end - 1) + 1;
                if (!isBlank(hops, start, end)) {
                    byte @Nullable [] hop = hop(hops, start, end);
                    if (hop == null) {
                        return visitor;
                    }
                    visitor = hop;
                }
                end = start - 1;
            }
        }
        return visitor;
    }

    /// An entry without the additions of proxies: spaces, quotes, brackets, a port.
    private static byte @Nullable [] hop(String hops, int start, int end) {
        int from = start;
        int to = end;
        while (from < to && isDecoration(hops.charAt(from))) {
            from++;
        }
        while (to > from && isDecoration(hops.charAt(to - 1))) {
            to--;
        }
        if (from < to && hops.charAt(from) == '[') {
            int close = hops.indexOf(']', from);
            return close > 0 && close < to && isPort(hops, close + 1, to)
                    ? AddressText.parse(hops, from + 1, close)
                    : null;
        }
        int colon = hops.indexOf(':', from);
        boolean port = colon > from && colon < to && hops.lastIndexOf(':', to - 1) == colon;
        if (port) {
            return isPort(hops, colon, to) ? AddressText.parse(hops, from, colon) : null;
        }
        return AddressText.parse(hops, from, to);
    }

    private static boolean isPort(String text, int from, int to) {
        if (from == to) {
            return true;
        }
        if (text.charAt(from) != ':' || to - from < 2 || to - from > 6) {
            return false;
        }
        for (int i = from + 1; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean isBlank(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != ' ' && text.charAt(i) != '\t') {
                return false;
            }
        }
        return true;
    }

    private static boolean isDecoration(char c) {
        return c == ' ' || c == '\t' || c == '"';
    }
}
