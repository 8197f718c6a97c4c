package com.afftok.edge.visitor.geo;

import com.afftok.shared.address.AddressText;
import com.afftok.shared.address.PublicAddress;
import com.afftok.shared.config.Environment;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Requests countries that the file lacks from an external service, for later clicks.
///
/// A click never waits: it uses an earlier answer, and otherwise puts a request into a bounded
/// queue. The queue is processed at the permitted rate. Private addresses are not requested. When
/// the queue is full or the service fails, requests are dropped and counted; a later click may
/// repeat them.
public final class CountryService extends VerticleBase {

    private static final Logger log = LoggerFactory.getLogger(CountryService.class);

    private static final int QUEUE = 1000;
    private static final int CACHED = 100_000;
    private static final int IN_FLIGHT = 4;
    private static final Duration KNOWN_FOR = Duration.ofHours(24);
    private static final Duration UNKNOWN_FOR = Duration.ofHours(1);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final Settings settings;
    private final CircuitBreaker breaker;
    private final Cache<Asked, String> answers =
            Caffeine.newBuilder()
                    .maximumSize(CACHED)
                    .expireAfter(
                            Expiry.<Asked, String>writing(
                                    (_, country) -> country.isEmpty() ? UNKNOWN_FOR : KNOWN_FOR))
                    .build();
    private final Queue<Asked> queue = new ArrayBlockingQueue<>(QUEUE);
    private final LongAdder answered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private @Nullable AskCountry askCountry;
    private long timer;
    private int inFlight;

    /// An IPv4 address, or the /64 of an IPv6 one.
    private record Asked(long upperHalf, boolean ipv4) {

        static Asked of(byte[] address) {
            long number = 0;
            for (int i = 0; i < Math.min(address.length, 8); i++) {
                number = (number << 8) | (address[i] & 0xff);
            }
            return new Asked(number, address.length == 4);
        }

        String text() {
            byte[] address = new byte[ipv4 ? 4 : 16];
            int last = Math.min(address.length, 8) - 1;
            for (int i = last; i >= 0; i--) {
                address[i] = (byte) (upperHalf >>> (8 * (last - i)));
            }
            return AddressText.format(address);
        }
    }

    /// Counts of requests by result.
    ///
    /// @param dropped not sent, because the queue was full or the circuit open
    public record Counts(long answered, long failed, long dropped) {}

    /// Sends nothing before it is deployed.
    ///
    /// @param nanoTime of [System#nanoTime]
    public CountryService(Settings settings, LongSupplier nanoTime) {
        this.settings = settings;
        this.breaker = new CircuitBreaker(nanoTime, SHORTEST_PAUSE, LONGEST_PAUSE);
    }

    /// Registers its metrics.
    public void bind(MeterRegistry registry) {
        questions(registry, "answered", answered);
        questions(registry, "failed", failed);
        questions(registry, "dropped", dropped);
        Gauge.builder("afftok_country_service_paused", this, asked -> asked.isPaused() ? 1 : 0)
                .description("Whether the country service failed and is left alone for a while")
                .register(registry);
    }

    private static void questions(MeterRegistry registry, String result, LongAdder count) {
        FunctionCounter.builder("afftok_country_questions", count, LongAdder::sum)
                .description("Countries that the file didn't know, by what came of asking outside")
                .tag("result", result)
                .register(registry);
    }

    @Override
    public Future<?> start() {
        AskCountry fresh = new AskCountry(vertx, settings, IN_FLIGHT);
        askCountry = fresh;
        long tick = TimeUnit.MINUTES.toMillis(1) / settings.perMinute();
        timer = vertx.setPeriodic(tick, _ -> askNext(fresh));
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        vertx.cancelTimer(timer);
        return askCountry == null ? Future.succeededFuture() : askCountry.close();
    }

    /// The cached country; if there is none, a request is queued for later clicks.
    ///
    /// @param address 4 or 16 bytes
    /// @return two upper-case letters, or ""
    String country(byte[] address) {
        if (!PublicAddress.isPublic(address)) {
            return "";
        }
        Asked asked = Asked.of(address);
        String known = answers.getIfPresent(asked);
        if (known != null) {
            return known;
        }
        if (breaker.isOpen()) {
            dropped.increment();
            return "";
        }
        // an empty entry prevents the same request from being queued twice
        boolean unasked = answers.asMap().putIfAbsent(asked, "") == null;
        if (unasked && !queue.offer(asked)) {
            answers.invalidate(asked);
            dropped.increment();
        }
        return "";
    }

    public Counts counts() {
        return new Counts(answered.sum(), failed.sum(), dropped.sum());
    }

    /// Whether requests are suspended because the service failed.
    public boolean isPaused() {
        return breaker.isOpen();
    }

    private void askNext(AskCountry askCountry) {
        Asked next = queue.peek();
        if (next == null || inFlight >= IN_FLIGHT || !breaker.admits()) {
            return;
        }
        queue.remove();
        inFlight++;
        askCountry
                .ask(next.text())
                .onComplete(
                        country -> {
                            inFlight--;
                            breaker.succeeded();
                            answers.put(next, country);
                            answered.increment();
                        },
                        failure -> {
                            inFlight--;
                            note(failure);
                            answers.invalidate(next);
                            failed.increment();
                        });
    }

    private void note(Throwable failure) {
        boolean opened;
        if (failure instanceof AskCountry.Refused) {
            breaker.refused();
            opened = true;
        } else {
            opened = breaker.failed();
        }
        if (opened) {
            // the message may contain the URL of the service with its key
            log.atWarn()
                    .addKeyValue("problem", failure.getClass().getSimpleName())
                    .log("country service fails, requests are suspended");
        }
    }

    /// The settings of the country service.
    ///
    /// @param url `GEOIP_SERVICE`, with `{ip}` in place of the address; it may contain a key, so it
    ///   is never shown
    /// @param perMinute `GEOIP_SERVICE_PER_MINUTE`: maximum of requests per minute
    /// @param timeout `GEOIP_SERVICE_TIMEOUT`: limit of an answer
    record Settings(String url, int perMinute, Duration timeout) {

        static final String PLACE = "{ip}";

        private static final int PER_MINUTE = 45;
        private static final int MAX_PER_MINUTE = 6000;
        private static final Duration TIMEOUT = Duration.ofSeconds(2);
        private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(30);
        private static final String NAME = "GEOIP_SERVICE";

        /// Reads the settings; null without a service.
        static @Nullable Settings read(Environment environment) {
            int perMinute =
                    environment.integer("GEOIP_SERVICE_PER_MINUTE", PER_MINUTE, 1, MAX_PER_MINUTE);
            Duration timeout =
                    environment.duration(
                            "GEOIP_SERVICE_TIMEOUT",
                            TIMEOUT,
                            Duration.ofMillis(10),
                            LONGEST_TIMEOUT);
            boolean named =
                    !environment.string(NAME, "").isEmpty()
                            || !environment.string(NAME + "_FILE", "").isEmpty();
            if (!named) {
                return null;
            }
            String url = environment.secret(NAME, Settings::checked, "");
            return new Settings(url, perMinute, timeout);
        }

        @Override
        public String toString() {
            return "Settings[perMinute=%d, timeout=%s]".formatted(perMinute, timeout);
        }

        private static String checked(String url) {
            try {
                URI example = new URI(url.replace(PLACE, "192.0.2.1"));
                boolean web =
                        "http".equals(example.getScheme()) || "https".equals(example.getScheme());
                int place = url.indexOf(PLACE);
                if (web
                        && example.getHost() != null
                        && place > url.indexOf('/', "https://".length())) {
                    return url;
                }
            } catch (URISyntaxException e) {
                // reported below, without the URL
            }
            throw new IllegalArgumentException(
                    "must be an http or https address with {ip} after the host, such as"
                            + " https://geo.example.com/json/{ip}");
        }
    }
}
