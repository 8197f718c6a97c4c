package com.afftok.edge.visitor.geo;

import static com.afftok.edge.visitor.geo.GeoTests.address;
import static com.afftok.edge.visitor.geo.GeoTests.waitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.address.TrustedProxies;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// With a real server as country service.
class CountryServiceTest {

    private static final int PER_MINUTE = 6000;

    private final Vertx vertx = Vertx.vertx();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final AtomicLong now = new AtomicLong();
    private volatile Consumer<HttpServerRequest> answer = answering("{\"countryCode\":\"SA\"}");
    private HttpServer server = vertx.createHttpServer();

    @BeforeEach
    void serve() {
        server =
                await(
                        server.requestHandler(
                                        request -> {
                                            asked.add(request.path());
                                            answer.accept(request);
                                        })
                                .listen(0, "127.0.0.1"));
    }

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    @Test
    void answers_the_next_click_from_the_same_address() {
        CountryService service = service(Duration.ofSeconds(5));

        String first = service.country(address("8.8.8.8"));
        waitUntil(() -> service.counts().answered() == 1);

        assertThat(first).isEmpty();
        assertThat(service.country(address("8.8.8.8"))).isEqualTo("SA");
        assertThat(asked).containsExactly("/json/8.8.8.8");
    }

    @Test
    void asks_once_for_a_network_of_ipv6() {
        CountryService service = service(Duration.ofSeconds(5));

        service.country(address("2a00:1:2:3::5"));
        waitUntil(() -> service.counts().answered() == 1);

        assertThat(service.country(address("2a00:1:2:3:4:5:6:7"))).isEqualTo("SA");
        assertThat(service.country(address("2a00:1:2:4::5"))).isEmpty();
        assertThat(asked).first().isEqualTo("/json/2a00:1:2:3::");
    }

    @Test
    void asks_once_for_many_clicks() {
        CountryService service = service(Duration.ofSeconds(5));

        for (int click = 0; click < 1000; click++) {
            service.country(address("8.8.8.8"));
        }
        service.country(address("9.9.9.9"));
        waitUntil(() -> service.counts().answered() == 2);

        assertThat(asked).containsExactly("/json/8.8.8.8", "/json/9.9.9.9");
    }

    @Test
    void never_tells_private_addresses() {
        CountryService service = service(Duration.ofSeconds(5));

        for (String text : List.of("10.0.0.1", "127.0.0.1", "192.168.0.1", "fd00::1", "::1")) {
            assertThat(service.country(address(text))).isEmpty();
        }
        service.country(address("8.8.8.8"));
        waitUntil(() -> service.counts().answered() == 1);

        assertThat(asked).containsExactly("/json/8.8.8.8");
    }

    @Test
    void is_asked_only_when_nobody_else_knows() {
        CountryService service = service(Duration.ofSeconds(5));
        ResolveCountry resolveCountry =
                new ResolveCountry(TrustedProxies.NONE, new CountryFile(null), service);
        byte[] known = address("212.26.18.1");
        // not allocated to anybody
        byte[] unknown = address("3fff:ffff::1");
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();

        resolveCountry.of(known, known, headers);
        resolveCountry.of(unknown, unknown, headers);
        waitUntil(() -> service.counts().answered() == 1);

        assertThat(resolveCountry.of(unknown, unknown, headers)).isEqualTo("SA");
        assertThat(asked).containsExactly("/json/3fff:ffff::");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"success\",\"countryCode\":\"SA\",\"country\":\"Saudi Arabia\"}",
                "{\"country_code\":\"SA\",\"country_name\":\"Saudi Arabia\"}",
                "{\"country\":\"SA\",\"ip\":\"8.8.8.8\"}",
                " {\"country_code2\":\"sa\"}",
                "SA\n",
            })
    void understands_the_usual_services(String body) {
        answer = answering(body);
        CountryService service = service(Duration.ofSeconds(5));

        service.country(address("8.8.8.8"));
        waitUntil(() -> service.counts().answered() == 1);

        assertThat(service.country(address("8.8.8.8"))).isEqualTo("SA");
    }

    @Test
    void remembers_that_the_service_knows_none() {
        answer = answering("{\"status\":\"fail\",\"message\":\"reserved range\"}");
        CountryService service = service(Duration.ofSeconds(5));

        service.country(address("8.8.8.8"));
        waitUntil(() -> service.counts().answered() == 1);
        service.country(address("8.8.8.8"));
        service.country(address("9.9.9.9"));
        waitUntil(() -> service.counts().answered() == 2);

        assertThat(asked).containsExactly("/json/8.8.8.8", "/json/9.9.9.9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "", "{", "[]", "null", "Saudi Arabia"})
    void counts_nonsense_as_failure(String body) {
        answer = answering(body);
        CountryService service = service(Duration.ofSeconds(5));

        service.country(address("8.8.8.8"));
        waitUntil(() -> service.counts().failed() == 1);

        assertThat(service.country(address("8.8.8.8"))).isEmpty();
    }

    @Test
    void asks_again_after_a_failure() {
        answer = request -> request.response().setStatusCode(500).end();
        CountryService service = service(Duration.ofSeconds(5));
        service.country(address("8.8.8.8"));
        waitUntil(() -> service.counts().failed() == 1);

        answer = answering("SA");
        service.country(address("8.8.8.8"));
        waitUntil(() -> service.counts().answered() == 1);

        assertThat(service.country(address("8.8.8.8"))).isEqualTo("SA");
    }

    @Test
    void gives_up_on_a_slow_answer() {
        answer = _ -> {};
        CountryService service = service(Duration.ofMillis(50));

        service.country(address("8.8.8.8"));

        waitUntil(() -> service.counts().failed() == 1);
    }

    @Test
    void gives_up_on_an_answer_that_drips() {
        answer =
                request -> {
                    request.response().setChunked(true);
                    vertx.setPeriodic(5, _ -> request.response().write(" "));
                };
        CountryService service = service(Duration.ofMillis(100));

        service.country(address("8.8.8.8"));

        waitUntil(() -> service.counts().failed() == 1);
    }

    @Test
    void gives_up_on_an_answer_without_end() {
        answer = answering(" ".repeat(1 << 20));
        CountryService service = service(Duration.ofSeconds(10));

        service.country(address("8.8.8.8"));

        waitUntil(() -> service.counts().failed() == 1);
    }

    @Test
    void leaves_a_failing_service_alone_and_comes_back_to_it() {
        answer = request -> request.response().setStatusCode(500).end();
        CountryService service = service(Duration.ofSeconds(5));
        failFiveTimes(service);
        assertThat(service.isPaused()).isTrue();
        int askedSoFar = asked.size();

        for (int click = 0; click < 100; click++) {
            service.country(address("9.9.9." + click));
        }
        assertThat(service.counts().dropped()).isEqualTo(100);
        assertThat(asked).hasSize(askedSoFar);

        answer = answering("SA");
        now.addAndGet(Duration.ofSeconds(31).toNanos());
        service.country(address("9.9.9.9"));
        waitUntil(() -> service.counts().answered() == 1);

        assertThat(service.isPaused()).isFalse();
        assertThat(service.country(address("9.9.9.9"))).isEqualTo("SA");
    }

    @Test
    void leaves_a_service_alone_that_says_it_is_too_much() {
        answer = request -> request.response().setStatusCode(429).end();
        CountryService service = service(Duration.ofSeconds(5));

        service.country(address("8.8.8.8"));
        waitUntil(() -> service.counts().failed() == 1);

        assertThat(service.isPaused()).isTrue();
    }

    @Test
    void survives_a_service_that_is_not_there() {
        await(server.close());
        CountryService service = service(Duration.ofMillis(500));

        failFiveTimes(service);

        assertThat(service.isPaused()).isTrue();
    }

    @Test
    void drops_questions_that_its_queue_cannot_hold() {
        CountryService service =
                new CountryService(
                        new CountryService.Settings(url(), 1, Duration.ofSeconds(1)),
                        this::nanoTime);

        for (int address = 0; address < 1500; address++) {
            service.country(new byte[] {9, 9, (byte) (address >>> 8), (byte) address});
        }

        assertThat(service.counts().dropped()).isEqualTo(500);
    }

    @Test
    void asks_no_more_often_than_allowed() {
        CountryService service =
                deployed(new CountryService.Settings(url(), 600, Duration.ofSeconds(5)));
        long start = System.nanoTime();

        for (int click = 0; click < 10; click++) {
            service.country(address("8.8.8." + click));
        }
        waitUntil(() -> service.counts().answered() == 5);

        // one every 100 ms, the first after 100 ms
        assertThat(System.nanoTime() - start).isGreaterThan(450_000_000L);
    }

    private void failFiveTimes(CountryService service) {
        for (int failure = 1; failure <= 5; failure++) {
            int failures = failure;
            service.country(address("8.8.8." + failure));
            waitUntil(() -> service.counts().failed() == failures);
        }
    }

    private long nanoTime() {
        return now.get();
    }

    private CountryService service(Duration timeout) {
        return deployed(new CountryService.Settings(url(), PER_MINUTE, timeout));
    }

    private CountryService deployed(CountryService.Settings settings) {
        CountryService service = new CountryService(settings, this::nanoTime);
        await(vertx.deployVerticle(service));
        return service;
    }

    private String url() {
        return "http://127.0.0.1:" + server.actualPort() + "/json/{ip}";
    }

    private static Consumer<HttpServerRequest> answering(String body) {
        return request -> request.response().end(body);
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
