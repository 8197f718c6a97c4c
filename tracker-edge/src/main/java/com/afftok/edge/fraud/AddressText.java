package com.afftok.edge.fraud;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How the edges and the management name a blocked address: `203.0.113.7`, or for IPv6 its network,
/// written out, `2001:db8:1:2:0:0:0:0/64`.
final class AddressText {

    private static final String NETWORK = "/64";
    private static final int MAX_LENGTH = 50;

    private AddressText() {}

    static String of(byte[] address) {
        byte[] client = address;
        if (address.length == 16) {
            client = Arrays.copyOf(Arrays.copyOf(address, 8), 16);
        }
        try {
            InetAddress ip = InetAddress.getByAddress(address.length == 16 ? client : address);
            return ip.getHostAddress() + (address.length == 16 ? NETWORK : "");
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes", e);
        }
    }

    /// The address, or null if the text names none.
    static byte @Nullable [] parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return null;
        }
        String literal =
                text.endsWith(NETWORK) ? text.substring(0, text.length() - NETWORK.length()) : text;
        if (literal.indexOf(':') < 0 && literal.chars().filter(c -> c == '.').count() != 3) {
            return null; // a number of fewer parts would be an IPv4 address too
        }
        try {
            return InetAddress.ofLiteral(literal).getAddress();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
