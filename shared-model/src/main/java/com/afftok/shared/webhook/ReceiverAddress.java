package com.afftok.shared.webhook;

import com.afftok.shared.address.AddressSet;
import com.afftok.shared.address.AddressText;
import com.afftok.shared.address.PublicAddress;
import java.util.List;

/// Which addresses webhooks may go to without the operator's leave: those of the public internet.
public final class ReceiverAddress {

    private static final AddressSet NOT_FOR_WEBHOOKS =
            AddressSet.of(
                    List.of(
                            "168.63.129.16", // the host of a virtual machine, to the machine
                            "192.88.99.0/24", // relays of 6to4
                            "2001::/23")); // protocols that wrap, translate or name addresses

    private ReceiverAddress() {}

    public static boolean isPublic(byte[] address) {
        return PublicAddress.isPublic(address) && !NOT_FOR_WEBHOOKS.contains(address);
    }

    /// Whether a host is a public address, or a name, which only whoever looks it up can judge.
    public static boolean mayBePublic(String host) {
        byte[] literal = AddressText.parse(host);
        return literal == null ? !isNumber(host) : isPublic(literal);
    }

    /// Forms such as `2130706433`, `0x7f.1` and `0177.0.0.1`, which some systems take for
    /// addresses: no name ends in a number.
    public static boolean isNumber(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        String last = name.substring(name.lastIndexOf('.') + 1);
        return last.isEmpty()
                || last.startsWith("0x")
                || last.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
