package com.afftok.management.sale.webhook;

import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.WebhookId;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Creates webhooks, replaces their secrets, and sends tests to them.
@Singleton
final class KeepWebhooks {

    /// A limit, because each event is compared with each webhook of its parties.
    static final int MOST = 20;

    /// The payload of a test.
    private static final String EXAMPLE =
            """
            {"test": true, "conversion_id": 0, "transaction_id": "test", "click_id": "test",
             "offer_id": 0, "link_id": 0, "promoter_id": 0, "status": "approved",
             "amount": 100.00, "refunded_amount": 0.00, "currency": "USD",
             "commission": 10.00, "commission_currency": "USD", "source": "test"}
            """;

    private final WebhookRepository webhooks;
    private final WebhookSecrets secrets;
    private final TransactionOperations<Connection> transactions;

    KeepWebhooks(
            WebhookRepository webhooks,
            WebhookSecrets secrets,
            TransactionOperations<Connection> transactions) {
        this.webhooks = webhooks;
        this.secrets = secrets;
        this.transactions = transactions;
    }

    /// The outcome of a request for a webhook.
    sealed interface Making {

        /// The webhook was created.
        ///
        /// @param secret null for a template, which is not signed
        record Made(WebhookRow webhook, @Nullable String secret) implements Making {

            /// Omits the secret.
            @Override
            public String toString() {
                return "Made[" + webhook.id() + "]";
            }
        }

        record TooMany() implements Making {}

        record NoSuchOffer() implements Making {}
    }

    /// The outcome of a request for a test.
    sealed interface Trying {

        record UnderWay(long delivery) implements Trying {}

        record Missing() implements Trying {}

        record Impossible(Detail why) implements Trying {}
    }

    /// Creates a webhook.
    Making make(AccountId owner, WebhookRequests.New wanted) {
        return transactions.executeWrite(_ -> {
            long user = owner.value();
            webhooks.lock(user);
            if (webhooks.count(user) >= MOST) {
                return new Making.TooMany();
            }
            Long offer = wanted.offerId();
            if (offer != null && !webhooks.isOfferOf(user, offer)) {
                return new Making.NoSuchOffer();
            }
            String kind = wanted.kind();
            String secret = kind.equals(WebhookRequests.SIGNED) ? secrets.make() : null;
            long id =
                    webhooks.add(
                            user,
                            offer,
                            kind,
                            wanted.url(),
                            secret == null ? new byte[0] : secrets.seal(owner, secret),
                            WebhookRequests.list(wanted.events()));
            return new Making.Made(webhooks.find(user, id).orElseThrow(), secret);
        });
    }

    /// Replaces the secret. For a day, messages are signed with the previous secret too, so that
    /// the receiver loses no event. An older secret that still signed stops signing.
    ///
    /// @return empty if there is no such webhook, or it is a template
    Optional<Making.Made> renewSecret(AccountId owner, WebhookId id) {
        String secret = secrets.make();
        return webhooks.changeSecret(owner.value(), id.value(), secrets.seal(owner, secret)) == 0
                ? Optional.empty()
                : webhooks.find(owner.value(), id.value())
                        .map(webhook -> new Making.Made(webhook, secret));
    }

    /// Sends a test as an event is sent.
    Trying test(AccountId owner, WebhookId id) {
        return transactions.executeWrite(_ -> {
            webhooks.lock(owner.value());
            Optional<WebhookRow> webhook = webhooks.find(owner.value(), id.value());
            if (webhook.isEmpty()) {
                return new Trying.Missing();
            }
            if (!webhook.get().isActive()) {
                return new Trying.Impossible(Problem.NOT_ACTIVE.with("status"));
            }
            Long delivery = webhooks.test(owner.value(), id.value(), EXAMPLE);
            if (delivery == null) {
                return new Trying.Impossible(Problem.UNDER_WAY.with("test"));
            }
            webhooks.endRest(owner.value(), id.value());
            return new Trying.UnderWay(delivery);
        });
    }
}
