package com.afftok.management.platform.edge;

import com.afftok.management.platform.redis.LazyRedis;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.LinkId;
import com.afftok.shared.id.OfferId;
import com.afftok.shared.link.LinkChange;
import com.afftok.shared.link.SharedLinks;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notifies all edges, through Redis, of links, offers or aliases that they must read again.
///
/// Call it after the commit; it does not block. While Redis is down, notifications wait in order.
/// At most 10,000 wait, further ones are dropped: edges read everything again after they have lost
/// Redis.
@Singleton
public final class TellEdges {

    private static final Logger LOG = LoggerFactory.getLogger(TellEdges.class);
    private static final int MOST_WAITING = 10_000;
    private static final int MOST_TOGETHER = 500;
    private static final long PATIENCE_MILLIS = 1000;
    private static final long LAST_PATIENCE_MILLIS = 2000;

    private final LazyRedis redis;
    private final BlockingQueue<Change> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Thread teller;

    TellEdges(LazyRedis redis) {
        this.redis = redis;
        this.teller = Thread.ofVirtual().name("tell-edges").start(this::run);
    }

    /// @param stale the Redis key to delete first
    private record Change(String message, String stale) {}

    private static final Change LAST = new Change("", "");

    public void changed(LinkId link) {
        add(new LinkChange.OfLink(link));
    }

    public void changed(OfferId offer) {
        add(new LinkChange.OfOffer(offer));
    }

    /// All links of a promoter or to the offers of an advertiser, and the advertiser's signing
    /// secrets.
    public void changed(AccountId account) {
        add(new LinkChange.OfAccount(account));
    }

    /// For each alias that a link gets or gives up.
    public void changedAlias(String alias) {
        add(new LinkChange.OfAlias(alias));
    }

    private void add(LinkChange change) {
        add(new Change(change.encode(), SharedLinks.key(change)));
    }

    private void add(Change change) {
        if (!waiting.offer(change)) {
            LOG.atWarn()
                    .addKeyValue("change", change.message())
                    .log("edges could not be notified of a change, too many wait");
        }
    }

    private void run() {
        try {
            boolean last = false;
            while (!last) {
                List<Change> next = new ArrayList<>(List.of(waiting.take()));
                waiting.drainTo(next, MOST_TOGETHER - 1);
                last = next.remove(LAST);
                while (!told(next)) {
                    Thread.sleep(PATIENCE_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Sends all in one round trip. If one fails, all are sent again; repetition is harmless.
    private boolean told(List<Change> changes) throws InterruptedException {
        try {
            StatefulRedisConnection<String, String> connection =
                    redis.connection().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            RedisAsyncCommands<String, String> commands = connection.async();
            List<RedisFuture<Long>> answers = new ArrayList<>();
            for (Change change : changes) {
                answers.add(commands.del(change.stale()));
                answers.add(commands.publish(LinkChange.CHANNEL, change.message()));
            }
            return LettuceFutures.awaitAll(
                    PATIENCE_MILLIS, TimeUnit.MILLISECONDS, answers.toArray(Future<?>[]::new));
        } catch (ExecutionException | TimeoutException | RedisException e) {
            return false;
        }
    }

    /// Sends what waits, for at most two seconds. The rest is lost: edges that cannot be notified
    /// have lost Redis, too.
    @PreDestroy
    void close() throws InterruptedException {
        add(LAST);
        teller.join(LAST_PATIENCE_MILLIS);
        teller.interrupt();
    }
}
