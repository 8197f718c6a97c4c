package com.afftok.management.trust.block;

import com.afftok.shared.address.AddressSet;
import com.afftok.shared.address.AddressText;
import com.afftok.shared.address.PublicAddress;
import com.afftok.shared.address.TrustedProxies;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The addresses of a network.
///
/// @param text such as `203.0.113.0/24`
/// @param first of them
/// @param prefix the length in bits
@SuppressWarnings("ArrayRecordComponent") // never compared
record BlockedRange(String text, byte[] first, int prefix) {

    /// Null if the text is not a network.
    static @Nullable BlockedRange parse(String network) {
        try {
            AddressSet.of(List.of(network));
        } catch (IllegalArgumentException e) {
            return null;
        }
        int slash = network.indexOf('/');
        String first = slash < 0 ? network : network.substring(0, slash);
        byte[] address = AddressText.parse(first);
        // PostgreSQL would treat the mapped form as IPv6.
        if (address == null || (address.length == 4 && first.indexOf(':') >= 0)) {
            return null;
        }
        return new BlockedRange(
                network,
                address,
                slash < 0
                        ? 8 * address.length
                        : Integer.parseInt(network, slash + 1, network.length(), 10));
    }

    boolean isIpv4() {
        return first.length == 4;
    }

    /// Whether it contains an internal address. The first two bytes of IPv4 identify internal
    /// addresses; of IPv6 the first two, or all bytes of the lowest addresses.
    boolean hasInternal() {
        if (!isIpv4()) {
            return PublicAddress.isInternal(first);
        }
        byte[] asked = first.clone();
        int second = first[1] & 0xff;
        int last = prefix >= 16 ? second : second | (0xff >> Math.max(0, prefix - 8));
        for (int i = second; i <= last; i++) {
            asked[1] = (byte) i;
            if (PublicAddress.isInternal(asked)) {
                return true;
            }
        }
        return false;
    }

    /// Whether its first and last address belong to our own proxies.
    boolean isOurs(TrustedProxies trusted) {
        byte[] last = first.clone();
        for (int bit = prefix; bit < 8 * last.length; bit++) {
            last[bit / 8] |= (byte) (0x80 >> (bit % 8));
        }
        return trusted.contains(first) && trusted.contains(last);
    }
}
