package com.afftok.management.sale.webhook;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.access.password.StepUp;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.answer.Success;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.WebhookId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `/api/webhooks`, and the same for advertisers under `/api/advertiser/webhooks`: webhooks and
/// postback templates of the caller.
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
final class WebhookController {

    private final WebhookRepository webhooks;
    private final KeepWebhooks keepWebhooks;
    private final CheckReceivers receivers;
    private final StepUp stepUp;
    private final Answers answers;

    WebhookController(
            WebhookRepository webhooks,
            KeepWebhooks keepWebhooks,
            CheckReceivers receivers,
            StepUp stepUp,
            Answers answers) {
        this.webhooks = webhooks;
        this.keepWebhooks = keepWebhooks;
        this.receivers = receivers;
        this.stepUp = stepUp;
        this.answers = answers;
    }

    @Serdeable
    record Webhooks(List<WebhookRow> webhooks) {}

    /// A webhook with its secret, which no other answer contains.
    ///
    /// @param secret null for a template, which is not signed
    @Serdeable
    record WithSecret(WebhookRow webhook, @Nullable String secret) {

        static WithSecret of(KeepWebhooks.Making.Made made) {
            return new WithSecret(made.webhook(), made.secret());
        }

        /// Omits the secret.
        @Override
        public String toString() {
            return "WithSecret[" + webhook.id() + "]";
        }
    }

    /// A test that waits for its delivery.
    @Serdeable
    record Test(long webhookId, long deliveryId) {}

    @Allow(Permission.OWN_WEBHOOKS_VIEW)
    @Get(uris = {"/webhooks", "/advertiser/webhooks"})
    HttpResponse<?> list(Caller.User caller) {
        return answers.ok(new Webhooks(webhooks.list(caller.account().value())));
    }

    @Allow(Permission.OWN_WEBHOOKS)
    @Post(uris = {"/webhooks", "/advertiser/webhooks"})
    HttpResponse<?> make(
            HttpRequest<?> request, Caller.User caller, @Body WebhookRequests.New wanted) {
        Optional<HttpResponse<?>> refusal = stepUp.refusal(request, caller);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        receivers.check(wanted.url());
        return switch (keepWebhooks.make(caller.account(), wanted)) {
            case KeepWebhooks.Making.Made made -> answers.created(WithSecret.of(made));
            case KeepWebhooks.Making.NoSuchOffer _ -> answers.failed(request, ErrorCode.OFFER_001);
            case KeepWebhooks.Making.TooMany _ ->
                    answers.failed(
                            request,
                            ErrorCode.STATE_002,
                            Problem.TOO_MANY_WEBHOOKS.with("webhooks", KeepWebhooks.MOST));
        };
    }

    @Allow(Permission.OWN_WEBHOOKS_VIEW)
    @Get(uris = {"/webhooks/{id}", "/advertiser/webhooks/{id}"})
    HttpResponse<?> webhook(HttpRequest<?> request, Caller.User caller, WebhookId id) {
        Optional<WebhookRow> webhook = webhooks.find(caller.account().value(), id.value());
        return webhook.isPresent()
                ? answers.ok(webhook.get())
                : answers.failed(request, ErrorCode.ROUTE_001);
    }

    @Allow(Permission.OWN_WEBHOOKS)
    @Patch(uris = {"/webhooks/{id}", "/advertiser/webhooks/{id}"})
    HttpResponse<?> change(
            HttpRequest<?> request,
            Caller.User caller,
            WebhookId id,
            @Body WebhookRequests.Change change) {
        if (change.url() != null) {
            Optional<HttpResponse<?>> refusal = stepUp.refusal(request, caller);
            if (refusal.isPresent()) {
                return refusal.get();
            }
        }
        receivers.check(change.url());
        long account = caller.account().value();
        List<String> events = change.events();
        int changed =
                webhooks.change(
                        account,
                        id.value(),
                        change.version(),
                        change.url(),
                        events == null ? null : WebhookRequests.list(events),
                        change.status());
        Optional<WebhookRow> webhook = webhooks.find(account, id.value());
        if (webhook.isEmpty()) {
            return answers.failed(request, ErrorCode.ROUTE_001);
        }
        return changed == 1
                ? answers.ok(webhook.get())
                : answers.failed(request, ErrorCode.STATE_001);
    }

    @Allow(Permission.OWN_WEBHOOKS)
    @Delete(uris = {"/webhooks/{id}", "/advertiser/webhooks/{id}"})
    HttpResponse<?> archive(HttpRequest<?> request, Caller.User caller, WebhookId id) {
        return webhooks.archive(caller.account().value(), id.value()) == 1
                ? answers.done()
                : answers.failed(request, ErrorCode.ROUTE_001);
    }

    @Allow(Permission.OWN_WEBHOOKS)
    @Post(uris = {"/webhooks/{id}/secret", "/advertiser/webhooks/{id}/secret"})
    HttpResponse<?> renewSecret(HttpRequest<?> request, Caller.User caller, WebhookId id) {
        Optional<HttpResponse<?>> refusal = stepUp.refusal(request, caller);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Optional<KeepWebhooks.Making.Made> renewed = keepWebhooks.renewSecret(caller.account(), id);
        if (renewed.isPresent()) {
            return answers.ok(WithSecret.of(renewed.get()));
        }
        return webhooks.find(caller.account().value(), id.value()).isEmpty()
                ? answers.failed(request, ErrorCode.ROUTE_001)
                : answers.failed(request, ErrorCode.STATE_002, Problem.NOT_SIGNED.with("kind"));
    }

    @Allow(Permission.OWN_WEBHOOKS)
    @Delete(uris = {"/webhooks/{id}/secret/previous", "/advertiser/webhooks/{id}/secret/previous"})
    HttpResponse<?> dropPreviousSecret(HttpRequest<?> request, Caller.User caller, WebhookId id) {
        Optional<HttpResponse<?>> refusal = stepUp.refusal(request, caller);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        return webhooks.dropPreviousSecret(caller.account().value(), id.value()) == 1
                ? answers.done()
                : answers.failed(request, ErrorCode.ROUTE_001);
    }

    @Allow(Permission.OWN_WEBHOOKS)
    @Post(uris = {"/webhooks/{id}/test", "/advertiser/webhooks/{id}/test"})
    HttpResponse<?> test(HttpRequest<?> request, Caller.User caller, WebhookId id) {
        return switch (keepWebhooks.test(caller.account(), id)) {
            case KeepWebhooks.Trying.UnderWay(long delivery) ->
                    HttpResponse.accepted().body(Success.of(new Test(id.value(), delivery)));
            case KeepWebhooks.Trying.Missing _ -> answers.failed(request, ErrorCode.ROUTE_001);
            case KeepWebhooks.Trying.Impossible(Detail why) ->
                    answers.failed(request, ErrorCode.STATE_002, why);
        };
    }
}
