package com.afftok.shared.webhook;

import com.afftok.shared.address.AddressSet;
import com.afftok.shared.address.PublicAddress;
import com.afftok.shared.config.Environment;
import java.util.List;

/// The allowed addresses of webhooks: the public internet, and networks that the operator allows.
/// Management checks it when a URL is saved, the edge at each delivery.
public final class AllowedReceivers {

    /// Public addresses alone.
    public static final AllowedReceivers PUBLIC = new AllowedReceivers(AddressSet.EMPTY);

    private static final AddressSet NOT_FOR_WEBHOOKS =
            AddressSet.of(
                    List.of(
                            "168.63.129.16", // the host of a virtual machine, to the machine
                            "192.88.99.0/24", // relays of 6to4
                            "2001::/23")); // protocols that wrap, translate or name addresses

    private final AddressSet networks;

    public AllowedReceivers(AddressSet networks) {
        this.networks = networks;
    }

    /// Reads the allowed networks beside public ones.
    ///
    /// @param variable its name
    public static AllowedReceivers read(Environment environment, String variable) {
        try {
            return new AllowedReceivers(AddressSet.of(environment.list(variable)));
        } catch (IllegalArgumentException e) {
            environment.problem(variable, String.valueOf(e.getMessage()));
            return PUBLIC;
        }
    }

    public boolean contain(byte[] address) {
        return networks.contains(address)
                || (PublicAddress.isPublic(address) && !NOT_FOR_WEBHOOKS.contains(address));
    }

    /// Forms such as `2130706433`, `0x7f.1` and `0177.0.0.1`, which some systems treat as
    /// addresses: no host name ends in a number.
    public static boolean isNumber(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        String last = name.substring(name.lastIndexOf('.') + 1);
        return last.isEmpty()
                || last.startsWith("0x")
                || last.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    @Override
    public String toString() {
        return "AllowedReceivers[" + networks.description() + ']';
    }
}
