package com.afftok.edge.link;

import com.afftok.edge.redis.Subscription;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.link.LinkChange;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Response;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens to changes announced by the API and rereads the changed entries: links, offers, accounts
/// and aliases. While Redis is down, no changes are heard; after reconnection, each link is reread
/// when it is clicked.
public final class LinkChanges extends VerticleBase {

    private static final Logger log = LoggerFactory.getLogger(LinkChanges.class);

    private final Redis redis;
    private final Links links;
    private final Consumer<AccountId> accounts;
    private boolean listenedBefore;

    @SuppressWarnings("NullAway.Init") // set when it is deployed
    private Subscription subscription;

    /// @param accounts receives the accounts that have changed
    public LinkChanges(Redis redis, Links links, Consumer<AccountId> accounts) {
        this.redis = redis;
        this.links = links;
        this.accounts = accounts;
    }

    @Override
    public Future<?> start() {
        subscription =
                new Subscription(vertx, redis, LinkChange.CHANNEL, this::heard, this::listening);
        subscription.open();
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        return subscription.close();
    }

    private void listening() {
        if (listenedBefore) {
            log.info("link changes may have been missed, links are read again when clicked");
            links.missedChanges();
        }
        listenedBefore = true;
    }

    private void heard(Response message) {
        String text = message.toString();
        LinkChange change = LinkChange.parse(text);
        if (change == null) {
            log.atWarn().addKeyValue("message", text).log("link change not understood");
            return;
        }
        if (change instanceof LinkChange.OfAccount(AccountId account)) {
            accounts.accept(account);
        }
        links.changed(change);
    }
}
