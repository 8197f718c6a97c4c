package com.afftok.edge.visitor.geo;

import static com.afftok.edge.visitor.geo.GeoTests.address;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.address.ForwardedFor;
import com.afftok.shared.address.PublicAddress;
import com.afftok.shared.address.TrustedProxies;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

/// Prints the time of lookups, and checks that they allocate nothing.
class LookupTimesTest {

    private static final int ADDRESSES = 1 << 14;
    private static final int ROUNDS = 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final byte[][] ipv4 = addresses(4);
    private final byte[][] ipv6 = addresses(16);

    @Test
    void finds_countries_and_data_centres_without_allocating() {
        CountryFile countries = new CountryFile(null);
        DataCentres dataCentres = new DataCentres(null);
        TrustedProxies trusted =
                TrustedProxies.parse(List.of("10.0.0.0/8", "127.0.0.1", "::1", "fd00::/8"));

        assertThat(allocated("country of IPv4", ipv4, it -> countries.country(it).length()))
                .isZero();
        assertThat(allocated("country of IPv6", ipv6, it -> countries.country(it).length()))
                .isZero();
        assertThat(allocated("data centre of IPv4", ipv4, it -> bit(dataCentres.contains(it))))
                .isZero();
        assertThat(allocated("data centre of IPv6", ipv6, it -> bit(dataCentres.contains(it))))
                .isZero();
        assertThat(allocated("trusted proxy", ipv4, it -> bit(trusted.contains(it)))).isZero();
    }

    @Test
    void finds_the_visitor_with_no_more_than_his_address() {
        ForwardedFor forwarded = new ForwardedFor(TrustedProxies.parse(List.of("10.0.0.0/8")));
        byte[] peer = address("10.0.0.1");
        List<String> hops = List.of("203.0.113.7, 10.0.0.2");

        long bytes = allocated("visitor", ipv4, _ -> forwarded.of(peer, hops).length);

        // two proxies, and the iterator
        assertThat(bytes).isLessThanOrEqualTo(64);
    }

    private static long allocated(String what, byte[][] addresses, ToIntFunction<byte[]> lookup) {
        long bestNanos = Long.MAX_VALUE;
        long leastBytes = Long.MAX_VALUE;
        long sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long bytes = THREADS.getCurrentThreadAllocatedBytes();
            long start = System.nanoTime();
            for (byte[] address : addresses) {
                sum += lookup.applyAsInt(address);
            }
            bestNanos = Math.min(bestNanos, System.nanoTime() - start);
            leastBytes = Math.min(leastBytes, THREADS.getCurrentThreadAllocatedBytes() - bytes);
        }
        long perLookup = leastBytes / addresses.length;
        System.out.printf(
                "%-20s %4d ns %3d bytes (%d)%n",
                what, bestNanos / addresses.length, perLookup, sum & 1);
        return perLookup;
    }

    private static int bit(boolean value) {
        return value ? 1 : 0;
    }

    private static byte[][] addresses(int length) {
        Random random = new Random(length);
        byte[][] addresses = new byte[ADDRESSES][length];
        for (byte[] address : addresses) {
            do {
                random.nextBytes(address);
                if (length == 16) {
                    address[0] = 0x2a;
                }
            } while (!PublicAddress.isPublic(address));
        }
        return addresses;
    }
}
