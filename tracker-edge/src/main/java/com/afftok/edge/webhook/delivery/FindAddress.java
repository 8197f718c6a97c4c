package com.afftok.edge.webhook.delivery;

import com.afftok.shared.address.AddressText;
import com.afftok.shared.webhook.AllowedReceivers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.dns.AddressResolverOptions;
import io.vertx.core.internal.resolver.NameResolver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/// Finds the address of a receiver's host, once for an attempt. It returns only addresses that
/// webhooks may be sent to: public ones, and those in the networks that the operator permits. The
/// sender connects to the returned address and does not look up the name again, so a changed name
/// can't lead it elsewhere.
public final class FindAddress {

    private final Function<String, Future<List<InetAddress>>> names;
    private final AllowedReceivers allowed;

    /// A finder of addresses.
    ///
    /// @param names looks up names in the hosts file and DNS
    public FindAddress(
            Function<String, Future<List<InetAddress>>> names, AllowedReceivers allowed) {
        this.names = names;
        this.allowed = allowed;
    }

    /// A literal address, or a failure that is a [NotSent]. If a host has several addresses, each
    /// attempt uses another one, IPv4 first.
    Future<String> of(String host, int attempt) {
        byte[] literal = AddressText.parse(host);
        if (literal != null) {
            return allowed.contain(literal)
                    ? Future.succeededFuture(AddressText.format(literal))
                    : Future.failedFuture(NotSent.NOT_PUBLIC.asFailure());
        }
        if (AllowedReceivers.isNumber(host)) {
            return Future.failedFuture(NotSent.NOT_PUBLIC.asFailure());
        }
        return names.apply(host)
                .recover(_ -> Future.failedFuture(NotSent.NO_SUCH_NAME.asFailure()))
                .compose(found -> choose(found, attempt));
    }

    private Future<String> choose(List<InetAddress> found, int attempt) {
        List<byte[]> good = new ArrayList<>();
        for (InetAddress address : found) {
            byte[] bytes = AddressText.unmapped(address.getAddress());
            if (allowed.contain(bytes)) {
                good.add(bytes);
            }
        }
        if (good.isEmpty()) {
            NotSent why = found.isEmpty() ? NotSent.NO_SUCH_NAME : NotSent.NOT_PUBLIC;
            return Future.failedFuture(why.asFailure());
        }
        good.sort(Comparator.comparingInt(address -> address.length));
        return Future.succeededFuture(
                AddressText.format(good.get(Math.floorMod(attempt - 1, good.size()))));
    }

    /// Looks up the addresses of a name in the hosts file and DNS. Servers that don't answer block
    /// no thread.
    public static final class LookUpNames {

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
                    .map(addresses ->
                            addresses.stream().map(InetSocketAddress::getAddress).toList());
        }
    }
}
