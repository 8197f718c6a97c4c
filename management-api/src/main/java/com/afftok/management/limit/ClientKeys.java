package com.afftok.management.limit;

import com.afftok.management.config.ApiConfig;
import com.afftok.shared.address.AddressKeys;
import com.afftok.shared.address.ForwardedFor;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// Names the client of a request by the key of its address, which is never kept itself.
///
/// A trusted proxy's word counts on who the client is; all of an IPv6 /64 are one client.
@Singleton
public final class ClientKeys {

    private static final byte[] NOWHERE = new byte[16];

    private final ForwardedFor forwarded;
    private final AddressKeys keys;

    ClientKeys(ApiConfig config) {
        this.forwarded = new ForwardedFor(config.http().trustedProxies());
        this.keys = AddressKeys.of(config.linkKeys());
    }

    public String of(HttpRequest<?> request) {
        @Nullable InetAddress peer = request.getRemoteAddress().getAddress();
        byte[] client =
                forwarded.of(
                        peer == null ? NOWHERE : peer.getAddress(),
                        request.getHeaders().getAll("X-Forwarded-For"));
        return AddressKeys.format(keys.of(client));
    }
}
