package com.afftok.management.sale.integration;

import com.afftok.management.platform.redis.LazyRedis;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.PostbackId;
import com.afftok.shared.postback.PostbackReplay;
import com.afftok.shared.postback.PostbackStream;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Requests the replay of a refused postback. Only edges move money, so the request is queued in
/// the stream of postbacks that wait for PostgreSQL, and an edge records it in order.
@Singleton
final class AskForReplay {

    private static final long PATIENCE_MILLIS = 1000;

    /// The backlog of postbacks from which no replays are added, because PostgreSQL was down.
    private static final int MOST_WAITING = 10_000;

    private static final long MOST_BYTES_WAITING = 64L << 20;

    private final PostbackRepository postbacks;
    private final LazyRedis redis;
    private final InstantSource clock;

    AskForReplay(PostbackRepository postbacks, LazyRedis redis, InstantSource clock) {
        this.postbacks = postbacks;
        this.redis = redis;
        this.clock = clock;
    }

    /// The result of a request.
    sealed interface Outcome {

        record Asked(Instant at) implements Outcome {}

        record Missing() implements Outcome {}

        record Impossible(Detail why) implements Outcome {}

        record TooManyWait() implements Outcome {}

        /// Redis is unreachable; the request may or may not have been queued.
        record RedisAway() implements Outcome {}
    }

    Outcome ask(AccountId advertiser, PostbackId id) {
        Optional<PostbackRow> found = postbacks.find(advertiser.value(), id.value());
        if (found.isEmpty()) {
            return new Outcome.Missing();
        }
        PostbackRow postback = found.get();
        if (!postback.isRejected()) {
            return new Outcome.Impossible(Problem.NOT_REJECTED.with("outcome"));
        }
        if (!postback.proven()) {
            return new Outcome.Impossible(Problem.NOT_PROVEN.with("signature"));
        }
        if (postback.dryRun()) {
            return new Outcome.Impossible(Problem.DRY_RUN.with("dry_run"));
        }
        if (postback.replayed()) {
            return new Outcome.Impossible(Problem.REPLAYED.with("outcome"));
        }
        return append(postback, new PostbackReplay(advertiser, id, clock.instant()));
    }

    private Outcome append(PostbackRow postback, PostbackReplay replay) {
        String transaction = postback.transactionId() == null ? "" : postback.transactionId();
        try {
            long appended =
                    redis.connection()
                            .thenCompose(connection ->
                                    connection
                                            .async()
                                            .<Long>eval(
                                                    PostbackStream.APPEND,
                                                    ScriptOutputType.INTEGER,
                                                    new String[] {
                                                        PostbackStream.STREAM,
                                                        PostbackStream.WAITING,
                                                        PostbackStream.BYTES
                                                    },
                                                    Integer.toString(MOST_WAITING),
                                                    Long.toString(MOST_BYTES_WAITING),
                                                    PostbackStream.transaction(
                                                            postback.mode(),
                                                            replay.advertiser(),
                                                            transaction),
                                                    replay.encode()))
                            .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            return appended == 1 ? new Outcome.Asked(replay.askedAt()) : new Outcome.TooManyWait();
        } catch (ExecutionException | TimeoutException | RedisException e) {
            return new Outcome.RedisAway();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.RedisAway();
        }
    }
}
