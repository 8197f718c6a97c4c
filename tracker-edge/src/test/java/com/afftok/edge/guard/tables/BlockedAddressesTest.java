package com.afftok.edge.guard.tables;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.visitor.address.ClickKeys;
import com.afftok.shared.address.AddressKeys;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockedAddressesTest {

    private static final long NOW = 1_772_000_000_000L;
    private static final ClickKeys KEYS = new ClickKeys(new AddressKeys(42));

    private final BlockedAddresses blocked = new BlockedAddresses(_ -> false, 1 << 10);

    @Test
    void an_address_is_blocked_until_its_time_is_over() {
        byte[] address = ip("203.0.113.7");

        assertThat(blocked.block(KEYS.address(address), NOW + 1_000, NOW)).isTrue();

        assertThat(isBlocked("203.0.113.7", NOW)).isTrue();
        assertThat(isBlocked("203.0.113.8", NOW)).isFalse();
        assertThat(isBlocked("203.0.113.7", NOW + 999)).isTrue();
        assertThat(isBlocked("203.0.113.7", NOW + 1_000)).isFalse();
        assertThat(blocked.count(NOW)).isEqualTo(1);
    }

    @Test
    void blocking_again_prolongs_nothing() {
        blocked.block(key("203.0.113.7"), NOW + 1_000, NOW);

        assertThat(blocked.block(key("203.0.113.7"), NOW + 9_000, NOW + 500)).isFalse();

        assertThat(isBlocked("203.0.113.7", NOW + 1_000)).isFalse();
        assertThat(blocked.block(key("203.0.113.7"), NOW + 9_000, NOW + 1_000)).isTrue();
    }

    @Test
    void a_block_can_be_lifted() {
        blocked.block(key("203.0.113.7"), NOW + 1_000, NOW);

        blocked.unblock(key("203.0.113.7"));

        assertThat(isBlocked("203.0.113.7", NOW)).isFalse();
    }

    @Test
    void a_whole_network_of_ipv6_is_one_address() {
        blocked.block(key("2001:db8:1:2::1"), NOW + 1_000, NOW);

        assertThat(isBlocked("2001:db8:1:2:ffff::9", NOW)).isTrue();
        assertThat(isBlocked("2001:db8:1:3::1", NOW)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.1.1",
                "100.64.0.1",
                "0.0.0.0",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
            })
    void never_blocks_what_is_not_public(String address) {
        blocked.block(key(address), NOW + 1_000, NOW);

        assertThat(blocked.mayBlock(ip(address))).isFalse();
        assertThat(isBlocked(address, NOW)).isFalse();
    }

    @Test
    void never_blocks_loopback_written_as_ipv6() {
        byte[] mapped = new byte[16];
        mapped[10] = -1;
        mapped[11] = -1;
        mapped[12] = 127;
        mapped[15] = 1;

        assertThat(blocked.mayBlock(mapped)).isFalse();
        assertThat(KEYS.address(mapped)).isEqualTo(KEYS.address(ip("127.0.0.1")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "192.169.0.1", "2001:db8::1", "::2"})
    void blocks_what_is_public(String address) {
        assertThat(blocked.mayBlock(ip(address))).isTrue();
    }

    @Test
    void never_blocks_whom_it_is_told_to_trust() {
        byte[] proxy = ip("203.0.113.80");
        BlockedAddresses trusting =
                new BlockedAddresses(address -> Arrays.equals(address, proxy), 1 << 10);

        trusting.block(KEYS.address(proxy), NOW + 1_000, NOW);
        trusting.block(key("203.0.113.81"), NOW + 1_000, NOW);

        assertThat(trusting.isBlocked(proxy, KEYS.address(proxy), NOW)).isFalse();
        assertThat(trusting.isBlocked(ip("203.0.113.81"), key("203.0.113.81"), NOW)).isTrue();
    }

    @Test
    void an_unknown_address_is_not_blocked() {
        assertThat(blocked.mayBlock(new byte[0])).isFalse();
    }

    @Test
    void blocks_like_a_map_while_there_is_room() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Map<Integer, Long> model = new HashMap<>();
        long now = NOW;

        for (int i = 0; i < 20_000; i++) {
            now += random.nextInt(10);
            int host = random.nextInt(200);
            byte[] address = {(byte) 203, 0, 113, (byte) host};
            long key = KEYS.address(address);
            boolean is = model.getOrDefault(host, 0L) > now;
            assertThat(blocked.isBlocked(address, key, now))
                    .as("seed %d, step %d", seed, i)
                    .isEqualTo(is);
            switch (random.nextInt(3)) {
                case 0 -> {
                    blocked.block(key, now + 500, now);
                    model.merge(host, now + 500, (before, after) -> is ? before : after);
                }
                case 1 -> {
                    blocked.unblock(key);
                    model.remove(host);
                }
                default -> {}
            }
        }
    }

    @Test
    void a_flood_of_blocks_frees_the_earliest_and_blocks_nobody_else() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        BlockedAddresses few = new BlockedAddresses(_ -> false, 64);

        for (int i = 0; i < 10_000; i++) {
            byte[] address = {(byte) (1 + random.nextInt(9)), (byte) i, (byte) (i >> 8), 1};
            few.block(KEYS.address(address), NOW + 1_000 + i, NOW);
        }

        assertThat(few.count(NOW)).as("seed %d", seed).isEqualTo(64);
        assertThat(few.isBlocked(ip("203.0.113.7"), key("203.0.113.7"), NOW)).isFalse();
    }

    private boolean isBlocked(String address, long now) {
        return blocked.isBlocked(ip(address), key(address), now);
    }

    private static long key(String address) {
        return KEYS.address(ip(address));
    }

    private static byte[] ip(String literal) {
        return InetAddress.ofLiteral(literal).getAddress();
    }
}
