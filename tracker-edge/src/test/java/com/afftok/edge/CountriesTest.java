package com.afftok.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.visitor.geo.MmdbFile;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The sources of countries of a running edge: the operator's file, and a country service, here a
/// real server on this machine.
class CountriesTest {

    private static final String VISITOR = "188.54.7.7";

    private static RunningServers servers;
    private static Database database;

    @TempDir private static Path folder;

    @BeforeAll
    static void start() throws Exception {
        servers = RunningServers.start();
        database = servers.database();
        database.addParties();
        database.addLink(1, "https://shop.example.com/");
    }

    @AfterAll
    static void stop() throws Exception {
        servers.close();
    }

    @Test
    void takes_countries_from_a_file_in_maxminds_format_and_from_the_one_that_replaces_it()
            throws Exception {
        Path file = knowing("188.54.0.0", 16, "AE");
        String[] settings = {"GEOIP_DB", file.toString(), "GEOIP_CHECK_INTERVAL", "20ms"};
        try (RunningEdge edge = servers.edge(settings)) {
            assertThat(country(edge, VISITOR)).isEqualTo("AE");
            assertThat(country(edge, "188.55.7.7")).isEqualTo("XX");
            Eventually.equal(
                    1L, () -> database.number("select count(*) from clicks where country = 'AE'"));

            Files.move(knowing("188.54.0.0", 16, "QA"), file, StandardCopyOption.ATOMIC_MOVE);

            Eventually.equal("QA", () -> country(edge, RunningEdge.visitor()));
        }
    }

    @Test
    void a_click_never_waits_for_the_service_outside_and_a_later_one_has_its_answer()
            throws Exception {
        CountDownLatch mayAnswer = new CountDownLatch(1);
        try (Service service = new Service(mayAnswer, 200);
                RunningEdge edge = servers.edge(asking(service))) {
            assertThat(country(edge, VISITOR)).isEqualTo("XX");
            Eventually.equal(1, service.asked::size);
            assertThat(country(edge, VISITOR)).isEqualTo("XX");

            mayAnswer.countDown();

            Eventually.equal("SA", () -> country(edge, VISITOR));
            assertThat(country(edge, VISITOR)).isEqualTo("SA");
            assertThat(service.asked).containsExactly("/json/" + VISITOR);
            assertThat(edge.metric("afftok_country_questions_total{result=\"answered\"}"))
                    .isEqualTo("1.0");
        }
    }

    @Test
    void a_service_that_fails_is_left_alone_and_clicks_go_on() throws Exception {
        try (Service service = new Service(new CountDownLatch(0), 500);
                RunningEdge edge = servers.edge(asking(service))) {
            Eventually.equal(
                    "1.0",
                    () -> {
                        country(edge, RunningEdge.visitor());
                        return edge.metric("afftok_country_service_paused");
                    });
            Eventually.equal(
                    service.asked.size() + ".0",
                    () -> edge.metric("afftok_country_questions_total{result=\"failed\"}"));
            int asked = service.asked.size();

            for (int click = 0; click < 10; click++) {
                assertThat(country(edge, RunningEdge.visitor())).isEqualTo("XX");
            }

            assertThat(service.asked).hasSize(asked);
        }
    }

    private static String[] asking(Service service) throws IOException {
        return new String[] {
            "GEOIP_DB", knowing("9.9.9.0", 24, "US").toString(),
            "GEOIP_SERVICE", service.url(),
            "GEOIP_SERVICE_PER_MINUTE", "6000"
        };
    }

    private static Path knowing(String network, int prefix, String country) throws IOException {
        return MmdbFile.ofIpv6(MmdbFile.NESTED)
                .with(network, prefix, country)
                .writeTo(Files.createTempFile(folder, "countries", ".mmdb"));
    }

    private static String country(RunningEdge edge, String visitor) {
        HttpResponse<String> answer =
                edge.get("/c/" + RunningEdge.code(1), "X-Forwarded-For", visitor);
        assertThat(answer.statusCode()).isEqualTo(302);
        return answer.headers().firstValue("X-Country").orElse("");
    }

    /// Answers `SA` for every address, once it is enabled.
    private static final class Service implements AutoCloseable {

        private final Queue<String> asked = new ConcurrentLinkedQueue<>();
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private final CountDownLatch mayAnswer;
        private final int status;
        private final HttpServer server;

        Service(CountDownLatch mayAnswer, int status) throws IOException {
            this.mayAnswer = mayAnswer;
            this.status = status;
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::answer);
            server.setExecutor(threads);
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/json/{ip}";
        }

        private void answer(HttpExchange exchange) throws IOException {
            asked.add(exchange.getRequestURI().getPath());
            try (exchange) {
                mayAnswer.await();
                byte[] body = "{\"countryCode\":\"SA\"}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            server.stop(0);
            threads.close();
        }
    }
}
