package com.afftok.edge.visitor.geo;

import com.afftok.shared.address.AddressText;
import com.afftok.shared.address.PublicAddress;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
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

    private final CountryServiceSettings settings;
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
    public CountryService(CountryServiceSettings settings, LongSupplier nanoTime) {
        this.settings = settings;
        this.breaker = new CircuitBreaker(nanoTime, SHORTEST_PAUSE, LONGEST_PAUSE);
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
}
