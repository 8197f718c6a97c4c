package com.afftok.management.trust.fraud;

import com.afftok.shared.address.PublicAddress;
import com.afftok.shared.address.TrustedProxies;

/// The addresses of a network.
///
/// @param first of them
/// @param prefix how many of the bits all of them share
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record BlockedRange(byte[] first, int prefix) {

    boolean isIpv4() {
        return first.length == 4;
    }

    /// Whether an internal address is among them. Of IPv4 the first two bytes tell internal ones,
    /// of IPv6 the first two or, of the very first addresses, all.
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

    /// Whether the first and the last of them are our own proxies'.
    boolean isOurs(TrustedProxies trusted) {
        byte[] last = first.clone();
        for (int bit = prefix; bit < 8 * last.length; bit++) {
            last[bit / 8] |= (byte) (0x80 >> (bit % 8));
        }
        return trusted.contains(first) && trusted.contains(last);
    }
}
