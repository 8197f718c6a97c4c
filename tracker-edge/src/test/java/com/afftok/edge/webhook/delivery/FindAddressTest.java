package com.afftok.edge.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.address.AddressSet;
import com.afftok.shared.webhook.AllowedReceivers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FindAddressTest {

    private static final String REFUSED = NotSent.NOT_PUBLIC.text();

    private final List<String> asked = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.100.100.200",
                "100.127.255.255",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "198.18.0.1",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "168.63.129.16",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:a9fe:a9fe",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "2002:a00:1::",
                "3fff::1",
                "5f00::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1",
            })
    void refuses_what_is_not_the_public_internet(String address) throws Exception {
        assertThat(find(address)).isEqualTo(REFUSED);
        assertThat(asked).isEmpty();

        assertThat(find("innocent.example", address)).isEqualTo(REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1.1.1.1", "100.63.255.255", "172.32.0.1", "169.253.1.1", "2a00:1450::1"})
    void lets_public_addresses_through(String address) throws Exception {
        assertThat(find(address)).isEqualTo(address);
        assertThat(find("shop.example.com", address)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2130706433",
                "0x7f000001",
                "0177.0.0.1",
                "127.1",
                "127.0.1",
                "0x7f.0.0.1",
                "1.1.1.1.",
                "010.8.8.8",
                "1.1.1.256",
                "shop.123",
                "."
            })
    void refuses_numbers_that_some_take_for_addresses(String host) {
        assertThat(find(host, "1.1.1.1")).isEqualTo(REFUSED);
        assertThat(asked).isEmpty();
    }

    @Test
    void never_goes_to_the_private_one_of_several_addresses() {
        for (int attempt = 1; attempt < 6; attempt++) {
            assertThat(find(attempt, "shop.example.com", "10.0.0.1", "1.1.1.1", "127.0.0.1"))
                    .isEqualTo("1.1.1.1");
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1.1.1.1", "2, 2.2.2.2", "3, 2a00::1", "4, 1.1.1.1"})
    void tries_another_address_with_each_attempt(int attempt, String address) {
        assertThat(find(attempt, "shop.example.com", "2a00::1", "1.1.1.1", "2.2.2.2"))
                .isEqualTo(address);
    }

    @Test
    void lets_through_what_the_operator_allows_and_nothing_beside_it() {
        AllowedReceivers allowed =
                new AllowedReceivers(AddressSet.of(List.of("10.1.0.0/16", "::1")));

        assertThat(find(allowed, 1, "10.1.2.3")).isEqualTo("10.1.2.3");
        assertThat(find(allowed, 1, "intranet.example", "10.1.2.3")).isEqualTo("10.1.2.3");
        assertThat(find(allowed, 1, "::1")).isEqualTo("::1");
        assertThat(find(allowed, 1, "10.2.0.1")).isEqualTo(REFUSED);
        assertThat(find(allowed, 1, "127.0.0.1")).isEqualTo(REFUSED);
    }

    @Test
    void says_that_there_is_no_such_name() {
        assertThat(find("nowhere.example")).isEqualTo(NotSent.NO_SUCH_NAME.text());

        Function<String, Future<List<InetAddress>>> fails =
                name -> Future.failedFuture(new UnknownHostException(name + " 10.0.0.53"));
        assertThat(result(new FindAddress(fails, AllowedReceivers.PUBLIC).of("nowhere.example", 1)))
                .isEqualTo(NotSent.NO_SUCH_NAME.text());
    }

    @Test
    void the_names_of_this_machine_are_refused() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            FindAddress find =
                    new FindAddress(
                            new FindAddress.LookUpNames(vertx)::addresses, AllowedReceivers.PUBLIC);

            assertThat(
                            find.of("localhost", 1)
                                    .toCompletionStage()
                                    .handle((_, failure) -> String.valueOf(failure.getMessage()))
                                    .toCompletableFuture()
                                    .get())
                    .isEqualTo(REFUSED);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get();
        }
    }

    private String find(String host, String... addresses) {
        return find(1, host, addresses);
    }

    private String find(int attempt, String host, String... addresses) {
        return find(AllowedReceivers.PUBLIC, attempt, host, addresses);
    }

    private String find(AllowedReceivers allowed, int attempt, String host, String... addresses) {
        Function<String, Future<List<InetAddress>>> names =
                name -> {
                    asked.add(name);
                    return Future.succeededFuture(
                            List.of(addresses).stream().map(InetAddress::ofLiteral).toList());
                };
        return result(new FindAddress(names, allowed).of(host, attempt));
    }

    private static String result(Future<String> found) {
        return found.succeeded() ? found.result() : String.valueOf(found.cause().getMessage());
    }
}
