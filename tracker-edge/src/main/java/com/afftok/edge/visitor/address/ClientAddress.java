package com.afftok.edge.visitor.address;

import com.afftok.shared.address.AddressText;
import com.afftok.shared.address.ForwardedFor;
import com.afftok.shared.address.TrustedProxies;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/// The visitor's address: that of the connection, or the one forwarded by a trusted proxy.
public final class ClientAddress {

    private static final CharSequence FORWARDED_FOR =
            HttpHeaders.createOptimized("X-Forwarded-For");
    private static final byte[] NONE = {};

    private final TrustedProxies trusted;
    private final ForwardedFor forwarded;

    public ClientAddress(TrustedProxies trusted) {
        this.trusted = trusted;
        this.forwarded = new ForwardedFor(trusted);
    }

    /// The address of a connection.
    ///
    /// @return 4 or 16 bytes; empty for a socket without an address
    public static byte[] peer(@Nullable SocketAddress remote) {
        String text = remote == null ? null : remote.hostAddress();
        if (text == null) {
            return NONE;
        }
        int zone = text.indexOf('%');
        byte @Nullable [] address = AddressText.parse(text, 0, zone < 0 ? text.length() : zone);
        return address == null ? NONE : address;
    }

    /// Finds the visitor of a request.
    ///
    /// @param peer the address of the connection, 4 or 16 bytes
    /// @return 4 or 16 bytes, never an IPv4-mapped IPv6 address
    public byte[] of(byte[] peer, MultiMap headers) {
        return trusted.contains(peer)
                ? forwarded.of(peer, headers.getAll(FORWARDED_FOR))
                : AddressText.unmapped(peer);
    }
}
