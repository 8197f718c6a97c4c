package com.afftok.edge.sale.postback;

import com.afftok.edge.http.Answer;
import com.afftok.edge.keep.FindBuffered;
import com.afftok.edge.limit.RateLimiter;
import com.afftok.edge.link.Links;
import com.afftok.edge.redis.SetAsideStream;
import com.afftok.edge.sale.attribute.AttributePostback;
import com.afftok.edge.sale.attribute.FindOrigin;
import com.afftok.edge.sale.attribute.SelectCoupon;
import com.afftok.edge.sale.move.HoldingPeriodJob;
import com.afftok.edge.sale.move.LateClickJob;
import com.afftok.edge.sale.queue.PostbackDrain;
import com.afftok.edge.sale.queue.PostbackMetrics;
import com.afftok.edge.sale.queue.PostbackQueue;
import com.afftok.edge.sale.queue.RecordOrQueue;
import com.afftok.edge.sale.queue.SetAsidePostbacks;
import com.afftok.edge.sale.queue.SetAsideRoutes;
import com.afftok.edge.sale.record.RecordConversion;
import com.afftok.edge.sale.secret.MarkSecrets;
import com.afftok.edge.sale.secret.OpenSecrets;
import com.afftok.edge.sale.secret.PostbackSecrets;
import com.afftok.edge.sale.secret.RedisSecrets;
import com.afftok.edge.sale.secret.SecretReplica;
import com.afftok.edge.sale.secret.SelectAllSecrets;
import com.afftok.edge.sale.secret.SelectSecrets;
import com.afftok.edge.visitor.address.ClickKeys;
import com.afftok.edge.visitor.address.ClientAddress;
import com.afftok.shared.code.ClickCodes;
import com.afftok.shared.code.KeyRing;
import com.afftok.shared.code.LinkCodes;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.secret.SealSecrets;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Deployable;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.redis.client.Redis;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// Composes the processing of postbacks, shared by all event loops of the edge.
public final class Postbacks {

    private static final int ADVERTISERS = 1 << 14;

    /// A minute, about refusals that are lost.
    private static final int WARNINGS = 6;

    private final RecordOrQueue recordOrQueue;
    private final PostbackSecrets secrets;
    private final PostbackRoutes routes;
    private final SetAsideRoutes setAside;
    private final List<Deployable> parts;

    /// @param pool with a limit for each statement
    /// @param background of statements that nobody waits for
    /// @param rates of signed ones, per advertiser
    /// @param drain pause after a pass of the queue that recorded nothing
    public Postbacks(
            Vertx vertx,
            Pool pool,
            Pool background,
            Redis redis,
            FindBuffered buffered,
            Links links,
            KeyRing keys,
            SealSecrets seal,
            PostbackSettings settings,
            SetAsideStream.Bound setAsideBound,
            RateLimiter rates,
            ClickKeys addressKeys,
            ClientAddress addresses,
            Answer answer,
            InstantSource clock,
            MeterRegistry registry,
            Duration looks,
            Duration drain) {
        ClickCodes clicks = new ClickCodes(keys);
        RecordConversion record = new RecordConversion(clicks, buffered);
        SetAsideStream poison =
                new SetAsideStream(redis, PostbackQueue.POISON, setAsideBound, registry);
        PostbackQueue queue =
                new PostbackQueue(redis, settings.queue(), settings.queueBytes(), poison);
        RedisSecrets shared = new RedisSecrets(redis, settings.secretRefresh());
        PostbackMetrics metrics = new PostbackMetrics(registry);
        FindOrigin find =
                new FindOrigin(clicks, new LinkCodes(keys), links, new SelectCoupon(pool));
        this.recordOrQueue = new RecordOrQueue(pool, record, queue, settings.timeout());
        this.secrets =
                new PostbackSecrets(
                        vertx,
                        new SelectSecrets(pool),
                        shared,
                        new OpenSecrets(seal),
                        clock,
                        settings.secretRefresh());
        this.routes =
                new PostbackRoutes(
                        find,
                        secrets,
                        new CouponLookups(settings, addressKeys, addresses, System::nanoTime),
                        rates,
                        recordOrQueue,
                        new RefusalLog(
                                background,
                                atMost(settings.refusalsKept()),
                                atMost(settings.refusalsKept()),
                                atMost(WARNINGS),
                                metrics),
                        new AnswerPostback(answer),
                        metrics,
                        clock);
        this.setAside = new SetAsideRoutes(new SetAsidePostbacks(redis, poison), answer);
        this.parts =
                List.of(
                        new PostbackDrain(
                                pool,
                                queue,
                                record,
                                new AttributePostback(find, record),
                                metrics,
                                drain),
                        new SecretReplica(
                                new MarkSecrets(pool, settings.secretsShared()),
                                new SelectAllSecrets(pool, settings.secretsShared()),
                                shared,
                                settings.secretRefresh()),
                        new LateClickJob(pool, looks),
                        new HoldingPeriodJob(pool, clicks, looks));
    }

    public void mount(Router router) {
        routes.mount(router);
    }

    /// The routes of the admin port.
    public void mountForOperators(Router router) {
        setAside.mount(router);
    }

    /// The step shared with pixels; it takes attributed reports, proven or pending.
    public RecordOrQueue recordOrQueue() {
        return recordOrQueue;
    }

    /// The advertiser's secrets are read again before the next verification.
    public void changed(AccountId advertiser) {
        secrets.changed(advertiser);
    }

    /// The background parts.
    public List<Deployable> parts() {
        return parts;
    }

    private static RateLimiter atMost(int perMinute) {
        return new RateLimiter(perMinute, perMinute, ADVERTISERS, System::nanoTime);
    }
}
