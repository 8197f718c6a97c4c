package com.afftok.edge.visitor.address;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.guard.score.Clicks;
import com.afftok.edge.visitor.agent.Agent;
import com.afftok.shared.address.AddressKeys;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.LinkId;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeysTest {

    private static final long DAY = 86_400_000;
    private static final long NOW = 1_772_000_000_000L;
    private static final byte[] ADDRESS = {(byte) 203, 0, 113, 7};
    private static final Agent CHROME = Clicks.AGENTS.classify(Clicks.CHROME);
    private static final Agent IPHONE = Clicks.AGENTS.classify(Clicks.IPHONE);

    @Test
    void edges_with_the_same_secret_make_the_same_keys() {
        ClickKeys one = new ClickKeys(new AddressKeys(42));
        ClickKeys other = new ClickKeys(new AddressKeys(42));

        assertThat(one.address(ADDRESS)).isEqualTo(other.address(ADDRESS));
        assertThat(one.address(ADDRESS))
                .isNotEqualTo(new ClickKeys(new AddressKeys(43)).address(ADDRESS));
        assertThat(new VisitorHash(42).of(ADDRESS, CHROME, NOW))
                .isEqualTo(new VisitorHash(42).of(ADDRESS, CHROME, NOW))
                .isNotEqualTo(new VisitorHash(43).of(ADDRESS, CHROME, NOW));
    }

    @Test
    void keys_of_different_things_differ() {
        ClickKeys keys = new ClickKeys(new AddressKeys(42));
        Set<Long> seen = new HashSet<>();
        int made = 0;
        for (int host = 0; host < 256; host++) {
            byte[] ip = {(byte) 203, 0, 113, (byte) host};
            long address = keys.address(ip);
            seen.add(address);
            made++;
            for (int id = 1; id <= 50; id++, made += 3) {
                seen.add(keys.promoterAddress(address, new AccountId(id)));
                seen.add(keys.addressLink(address, new LinkId(id)));
                seen.add(keys.visitorLink(address, new LinkId(id)));
            }
        }

        assertThat(seen).hasSize(made).doesNotContain(0L);
    }

    @Test
    void a_visitor_is_an_address_with_an_agent_on_a_day() {
        VisitorHash visitors = new VisitorHash(42);
        long midnight = NOW / DAY * DAY;
        long visitor = visitors.of(ADDRESS, CHROME, midnight);

        assertThat(visitors.of(ADDRESS, CHROME, midnight + DAY - 1)).isEqualTo(visitor);
        assertThat(visitors.of(ADDRESS, CHROME, midnight + DAY)).isNotEqualTo(visitor);
        assertThat(visitors.of(ADDRESS, CHROME, midnight)).isEqualTo(visitor);
        assertThat(visitors.of(ADDRESS, IPHONE, midnight)).isNotEqualTo(visitor);
        assertThat(visitors.of(ip("203.0.113.8"), CHROME, midnight)).isNotEqualTo(visitor);
    }

    @Test
    void a_visitor_without_an_address_has_a_number_too() {
        VisitorHash visitors = new VisitorHash(42);

        assertThat(visitors.of(new byte[0], CHROME, NOW))
                .isNotEqualTo(visitors.of(new byte[0], IPHONE, NOW));
    }

    private static byte[] ip(String literal) {
        return InetAddress.ofLiteral(literal).getAddress();
    }
}
