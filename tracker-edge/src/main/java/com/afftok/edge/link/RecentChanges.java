package com.afftok.edge.link;

import com.afftok.shared.id.LinkId;
import com.afftok.shared.link.LinkChange;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// What was changed, and whether some of it may have been missed, for as long as somebody may still
/// hold what was read before.
///
/// After a gap in listening each entry of memory that is used and was read before its end is read
/// again, a bounded number at once, while the old one serves; and what Redis holds is not believed.
final class RecentChanges {

    private static final int REMEMBERED = 100_000;
    private static final int MOST_RENEWED_AT_ONCE = 64;

    private final Vertx vertx;
    private final Duration life;
    private final Duration lookup;
    private final Cache<LinkChange, Boolean> heard;
    private final AtomicInteger renewed = new AtomicInteger();
    private int gaps;
    private volatile boolean catchingUp;
    private volatile long gapEnd;

    /// @param life how long an entry in Redis is believed
    /// @param lookup the longest that it takes to read one
    RecentChanges(Vertx vertx, Duration life, Duration lookup) {
        this.vertx = vertx;
        this.life = life;
        this.lookup = lookup;
        this.heard =
                Caffeine.newBuilder()
                        .maximumSize(REMEMBERED)
                        .expireAfterWrite(life.plus(lookup))
                        .build();
    }

    void hear(LinkChange change) {
        heard.put(change, true);
    }

    /// Anything may have been changed until now. A look-up that is under way may bring the old, so
    /// what is read until all of them are over counts as read before.
    synchronized void miss() {
        gaps++;
        int gap = gaps;
        gapEnd = System.nanoTime();
        catchingUp = true;
        vertx.setTimer(lookup.toMillis(), _ -> gapEnd = System.nanoTime());
        vertx.setTimer(life.plus(lookup).toMillis(), _ -> caughtUp(gap));
    }

    /// Unless there was another gap since.
    private synchronized void caughtUp(int gap) {
        if (gap == gaps) {
            catchingUp = false;
        }
    }

    /// Whether what Redis holds of the link may be older than a change.
    boolean doubt(Link link) {
        return catchingUp
                || heard(new LinkChange.OfLink(link.id()))
                || heard(new LinkChange.OfOffer(link.offer()))
                || heard(new LinkChange.OfAccount(link.promoter()))
                || heard(new LinkChange.OfAccount(link.advertiser()));
    }

    /// Whether that the alias leads to the link may be older than a change.
    boolean doubt(String alias, LinkId link) {
        return catchingUp
                || heard(new LinkChange.OfAlias(alias))
                || heard(new LinkChange.OfLink(link));
    }

    /// Has an entry that was just used read again if it is from before the end of a gap.
    <K> void renew(LoadingCache<K, ?> cache, K key) {
        if (catchingUp && renewed.get() < MOST_RENEWED_AT_ONCE && isFromBeforeGapEnd(cache, key)) {
            renewed.incrementAndGet();
            Future.fromCompletionStage(cache.refresh(key))
                    .onComplete(_ -> renewed.decrementAndGet());
        }
    }

    private <K> boolean isFromBeforeGapEnd(LoadingCache<K, ?> cache, K key) {
        OptionalLong age =
                cache.policy().refreshAfterWrite().orElseThrow().ageOf(key, TimeUnit.NANOSECONDS);
        return age.isPresent() && age.getAsLong() > System.nanoTime() - gapEnd;
    }

    private boolean heard(LinkChange change) {
        return heard.getIfPresent(change) != null;
    }
}
