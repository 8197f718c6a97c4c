package com.afftok.edge.webhook.delivery;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.dns.AddressResolverOptions;
import io.vertx.core.internal.resolver.NameResolver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/// Asks the hosts file and DNS for the addresses of a name, without blocking a thread for servers
/// that don't answer.
public final class LookUpNames {

    private static final int KEPT_SECONDS = 60;
    private static final int UNKNOWN_KEPT_SECONDS = 5;
    private static final int QUERY_MILLIS = 3000;

    private final NameResolver resolver;

    public LookUpNames(Vertx vertx) {
        this.resolver =
                new NameResolver(
                        vertx,
                        new AddressResolverOptions()
                                .setQueryTimeout(QUERY_MILLIS)
                                .setCacheMaxTimeToLive(KEPT_SECONDS)
                                .setCacheNegativeTimeToLive(UNKNOWN_KEPT_SECONDS));
    }

    public Future<List<InetAddress>> addresses(String name) {
        Promise<List<InetSocketAddress>> found = Promise.promise();
        resolver.resolveAll(name, found::handle);
        return found.future()
                .map(addresses -> addresses.stream().map(InetSocketAddress::getAddress).toList());
    }
}
