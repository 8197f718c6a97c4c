package com.afftok.management.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// Providers that are slow. The limit is shorter than the real one.
final class CallProviderTest {

    private final HostileProvider provider = new HostileProvider();
    private final URI token = URI.create(provider.issuer() + "/token");
    private final CallProvider call = new CallProvider(Duration.ofMillis(300));
    private final CountDownLatch ended = new CountDownLatch(1);

    @Test
    void an_answer_that_never_begins_is_given_up() {
        provider.answers(_ -> await());

        assertGivenUp();
    }

    @Test
    void an_answer_that_never_ends_is_given_up() {
        provider.answers(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            await();
        });

        assertGivenUp();
    }

    @Test
    void a_whole_answer_is_read() throws Exception {
        provider.answers(exchange -> HostileProvider.answer(exchange, 400, "{\"error\":\"no\"}"));

        CallProvider patient = new CallProvider(CallProvider.LONGEST);
        assertThat(patient.post(token, "a=b", null).json()).containsEntry("error", "no");
        assertThat(provider.form()).isEqualTo("a=b");
    }

    private void assertGivenUp() {
        try {
            assertThatExceptionOfType(NoAnswer.class).isThrownBy(() -> call.post(token, "", null));
        } finally {
            ended.countDown();
        }
    }

    private void await() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
