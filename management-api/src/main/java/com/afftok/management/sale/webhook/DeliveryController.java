package com.afftok.management.sale.webhook;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.read.ReadInTime;
import com.afftok.management.platform.request.Fields;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.WebhookId;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `/api/webhooks/{id}/deliveries`, and the same for advertisers: the deliveries of a webhook, with
/// all attempts and their answers. Deliveries are stored for `WEBHOOK_KEPT` of the edges, those of
/// clicks for two days.
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
@Allow(Permission.OWN_WEBHOOKS_VIEW)
final class DeliveryController {

    private static final Set<String> STATUSES = Set.of("pending", "delivered", "failed");

    private final WebhookRepository webhooks;
    private final DeliveryRepository deliveries;
    private final ReadInTime read;
    private final Answers answers;

    DeliveryController(
            WebhookRepository webhooks,
            DeliveryRepository deliveries,
            ReadInTime read,
            Answers answers) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.read = read;
        this.answers = answers;
    }

    @Serdeable
    record Page(List<DeliveryView> deliveries, @Nullable String nextCursor) {}

    @Introspected
    record Search(
            @QueryValue @Nullable String status,
            @QueryValue @Nullable String cursor,
            @QueryValue @Nullable Integer limit) {

        Search {
            Fields fields = new Fields();
            fields.oneOfOrNull("status", status, STATUSES);
            Keyset.check(fields, cursor, Cursor::id, limit);
            fields.end();
        }
    }

    @Get(uris = {"/webhooks/{id}/deliveries", "/advertiser/webhooks/{id}/deliveries"})
    HttpResponse<?> list(
            HttpRequest<?> request, Caller.User caller, WebhookId id, @RequestBean Search search) {
        long account = caller.account().value();
        Keyset asked =
                Keyset.of("deliveries " + id.value(), caller, search.cursor(), search.limit());
        return read.answer(
                request,
                () -> {
                    if (webhooks.find(account, id.value()).isEmpty()) {
                        return answers.failed(request, ErrorCode.ROUTE_001);
                    }
                    List<DeliveryRow> rows =
                            deliveries.list(account, id.value(), search, asked.read());
                    return answers.ok(
                            new Page(
                                    views(asked.shown(rows)),
                                    asked.next(rows, row -> Cursor.after(row.id()))));
                });
    }

    @Get(
            uris = {
                "/webhooks/{id}/deliveries/{delivery}",
                "/advertiser/webhooks/{id}/deliveries/{delivery}"
            })
    HttpResponse<?> delivery(
            HttpRequest<?> request, Caller.User caller, WebhookId id, long delivery) {
        Optional<DeliveryRow> found =
                deliveries.find(caller.account().value(), id.value(), delivery);
        return found.isPresent()
                ? answers.ok(views(List.of(found.get())).getFirst())
                : answers.failed(request, ErrorCode.ROUTE_001);
    }

    private List<DeliveryView> views(List<DeliveryRow> rows) {
        List<AttemptRow> attempts = rows.isEmpty() ? List.of() : deliveries.listAttempts(rows);
        return rows.stream().map(row -> DeliveryView.of(row, attempts)).toList();
    }
}
