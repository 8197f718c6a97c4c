package com.afftok.management.sale.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.InvalidRequest;
import com.afftok.shared.address.AddressSet;
import com.afftok.shared.webhook.AllowedReceivers;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CheckReceiversTest {

    private static final String URL = "https://shop.example.com/in";

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        executor.shutdownNow();
    }

    @Test
    void a_name_that_leads_to_internal_addresses_alone_is_refused() {
        assertThat(problems("10.0.0.5")).isNotEmpty();
        assertThat(problems("10.0.0.5", "::1")).isNotEmpty();
        assertThat(problems("10.0.0.5", "1.1.1.1")).isEmpty();
        assertThat(problems("1.1.1.1")).isEmpty();
    }

    @Test
    void a_name_that_leads_where_the_operator_allows_it_is_taken() {
        AllowedReceivers intranet = new AllowedReceivers(AddressSet.of(List.of("10.0.0.0/16")));

        assertThat(problems(intranet, _ -> addresses("10.0.0.5"))).isEmpty();
        assertThat(problems(intranet, _ -> addresses("10.1.0.5"))).isNotEmpty();
    }

    @Test
    void a_name_that_nobody_knows_now_or_in_time_is_taken() {
        CountDownLatch never = new CountDownLatch(1);

        assertThat(
                        problems(
                                AllowedReceivers.PUBLIC,
                                name -> {
                                    throw new UnknownHostException(name);
                                }))
                .isEmpty();
        assertThat(
                        problems(
                                AllowedReceivers.PUBLIC,
                                _ -> {
                                    awaitEnd(never);
                                    return addresses("10.0.0.5");
                                }))
                .isEmpty();
    }

    private static void awaitEnd(CountDownLatch never) {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Detail> problems(String... addresses) {
        return problems(AllowedReceivers.PUBLIC, _ -> addresses(addresses));
    }

    private List<Detail> problems(AllowedReceivers allowed, CheckReceivers.Names names) {
        try {
            new CheckReceivers(allowed, executor, names).check(URL);
            return List.of();
        } catch (InvalidRequest e) {
            return e.problems();
        }
    }

    private static InetAddress[] addresses(String... literals) {
        return Stream.of(literals).map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
    }
}
