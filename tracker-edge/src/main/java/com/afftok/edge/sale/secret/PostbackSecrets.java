package com.afftok.edge.sale.secret;

import com.afftok.edge.sale.DatabaseAway;
import com.afftok.edge.sale.Report;
import com.afftok.edge.sale.secret.OpenSecrets.StoredSecret;
import com.afftok.shared.id.AccountId;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A cache of the secrets that verify postbacks.
///
/// An entry is used for a short time, or until management reports a change, then read again before
/// the next verification, so that a revoked secret is not accepted. While PostgreSQL is down, the
/// secrets shared in Redis, or else the old ones, are used. If no known secret matches a signature,
/// a new one may exist: then secrets are read again immediately, at most once a second.
public final class PostbackSecrets {

    private static final Logger log = LoggerFactory.getLogger(PostbackSecrets.class);
    private static final int ADVERTISERS = 100_000;
    private static final Duration KEPT = Duration.ofDays(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration BETWEEN_READS = Duration.ofSeconds(1);

    /// @param readAt when the read began
    private record Held(List<StoredSecret> sealed, List<PostbackSecret> secrets, Instant readAt) {

        Held stale() {
            return new Held(sealed, secrets, Instant.EPOCH);
        }
    }

    private static final class Reading {
        final CompletableFuture<Held> answer = new CompletableFuture<>();
    }

    private final Vertx vertx;
    private final SelectSecrets select;
    private final RedisSecrets shared;
    private final OpenSecrets open;
    private final InstantSource clock;
    private final Duration refresh;
    private final Cache<AccountId, Held> held =
            Caffeine.newBuilder().maximumSize(ADVERTISERS).expireAfterWrite(KEPT).build();

    /// The reads in flight, except those that began before a change.
    private final Map<AccountId, Reading> reading = new ConcurrentHashMap<>();

    public PostbackSecrets(
            Vertx vertx,
            SelectSecrets select,
            RedisSecrets shared,
            OpenSecrets open,
            InstantSource clock,
            Duration refresh) {
        this.vertx = vertx;
        this.select = select;
        this.shared = shared;
        this.open = open;
        this.clock = clock;
        this.refresh = refresh;
    }

    /// Never fails. Completes on the caller's context.
    public Future<Proof> prove(AccountId advertiser, Map<String, String> parameters) {
        Held known = held.getIfPresent(advertiser);
        if (known == null || isOlder(known, refresh)) {
            return read(advertiser)
                    .map(fresh -> proof(parameters, fresh))
                    .otherwise(_ -> known == null ? Proof.UNKNOWN : proof(parameters, known));
        }
        Proof proof = proof(parameters, known);
        return proof instanceof Proof.Proven || !isOlder(known, BETWEEN_READS)
                ? Future.succeededFuture(proof)
                : read(advertiser).map(fresh -> proof(parameters, fresh)).otherwise(proof);
    }

    /// The advertiser's secrets are read again before the next verification.
    public void changed(AccountId advertiser) {
        reading.compute(
                advertiser,
                (_, _) -> {
                    held.asMap().computeIfPresent(advertiser, (_, known) -> known.stale());
                    return null;
                });
    }

    private Proof proof(Map<String, String> parameters, Held known) {
        return ProvePostback.of(parameters, known.secrets, clock.instant());
    }

    private boolean isOlder(Held known, Duration age) {
        return Duration.between(known.readAt, clock.instant()).compareTo(age) >= 0;
    }

    private Future<Held> read(AccountId advertiser) {
        Instant began = clock.instant();
        Reading mine = new Reading();
        @Nullable Reading other = reading.putIfAbsent(advertiser, mine);
        if (other == null) {
            select.execute(advertiser)
                    .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .onSuccess(sealed -> share(advertiser, mine, sealed))
                    .recover(e ->
                            DatabaseAway.is(e) ? fromRedis(advertiser, e) : Future.failedFuture(e))
                    .map(sealed -> new Held(sealed, open.of(advertiser, sealed), began))
                    .onComplete(read -> {
                        ended(advertiser, mine, read.succeeded() ? read.result() : null);
                        if (read.succeeded()) {
                            mine.answer.complete(read.result());
                        } else {
                            mine.answer.completeExceptionally(read.cause());
                        }
                    });
        }
        return Future.fromCompletionStage(
                (other == null ? mine : other).answer, vertx.getOrCreateContext());
    }

    /// Stores the result, unless it may precede a change that was reported meanwhile.
    private void ended(AccountId advertiser, Reading read, @Nullable Held fresh) {
        reading.computeIfPresent(
                advertiser,
                (_, current) -> {
                    if (!current.equals(read)) {
                        return current;
                    }
                    if (fresh != null) {
                        held.put(advertiser, fresh);
                    }
                    return null;
                });
    }

    private void share(AccountId advertiser, Reading read, List<StoredSecret> sealed) {
        Held known = held.getIfPresent(advertiser);
        if (read.equals(reading.get(advertiser))
                && (known == null || !known.sealed.equals(sealed))) {
            shared.put(advertiser, sealed).onFailure(e -> log.debug("secrets not shared", e));
        }
    }

    private Future<List<StoredSecret>> fromRedis(AccountId advertiser, Throwable away) {
        return shared.find(advertiser)
                .compose(sealed ->
                        sealed == null
                                ? Future.failedFuture(away)
                                : Future.succeededFuture(sealed));
    }

    /// The result of verifying a postback's signature.
    public sealed interface Proof {

        /// Signed with a secret of the advertiser, of this mode.
        record Proven(Report.Mode mode) implements Proof {}

        record Unproven(String why) implements Proof {}

        /// The advertiser's secrets cannot be read now.
        record Unknown() implements Proof {}

        Unproven NO_SIGNATURE = new Unproven("The postback has no signature.");
        Unproven WRONG = new Unproven("The signature is not valid.");
        Unproven OLD = new Unproven("The postback was signed more than 300 seconds ago or ahead.");
        Unproven COUPON_ALONE = new Unproven("A sale by coupon alone is signed with version 2.");
        Unproven AMBIGUOUS =
                new Unproven(
                        "A transaction id that ends in a dot and digits can't be signed with"
                                + " version 2.");
        Unproven AMBIGUOUS_COUPON =
                new Unproven("A sale by coupon alone can't be signed where the coupon has a dot.");
        Unknown UNKNOWN = new Unknown();
    }
}
