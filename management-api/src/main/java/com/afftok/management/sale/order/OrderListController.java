package com.afftok.management.sale.order;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.idempotency.Idempotent;
import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.read.ReadInTime;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.sale.decision.Actor;
import com.afftok.management.sale.order.file.ReadOrders;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `/api/conversions/order-lists`: lists of orders, compared with conversions.
@Controller("/api/conversions/order-lists")
@Allow({Permission.OWN_CONVERSIONS_DECIDE, Permission.CONVERSIONS_DECIDE})
@ExecuteOn(TaskExecutors.BLOCKING)
final class OrderListController {

    private static final int MOST_LINES = ReadOrders.MOST_LINES + CompareOrders.MOST_MISSING;

    private final OrderListRepository lists;
    private final CompareOrders compare;
    private final ReadInTime read;
    private final Answers answers;

    OrderListController(
            OrderListRepository lists, CompareOrders compare, ReadInTime read, Answers answers) {
        this.lists = lists;
        this.compare = compare;
        this.read = read;
        this.answers = answers;
    }

    @Serdeable
    record Page(List<OrderListView> orderLists, @Nullable String nextCursor) {}

    @Serdeable
    record LineView(
            @Nullable Integer line,
            String transactionId,
            String outcome,
            @Nullable BigDecimal amount,
            @Nullable String currency,
            @Nullable Long conversionId,
            @Nullable String status,
            @Nullable BigDecimal worth,
            @Nullable String conversionCurrency) {

        static LineView of(OrderLineRow row) {
            return new LineView(
                    row.line(),
                    row.transactionId(),
                    row.outcome(),
                    row.exactAmount(),
                    row.currency(),
                    row.conversionId(),
                    row.status(),
                    row.exactWorth(),
                    row.conversionCurrency());
        }
    }

    @Serdeable
    record Lines(List<LineView> lines, @Nullable String nextCursor) {}

    @Introspected
    record Search(@QueryValue @Nullable String cursor, @QueryValue @Nullable Integer limit) {

        Search {
            Fields fields = new Fields();
            Keyset.check(fields, cursor, Cursor::id, limit);
            fields.end();
        }
    }

    @Introspected
    record LineSearch(
            @QueryValue @Nullable String outcome,
            @QueryValue @Nullable String cursor,
            @QueryValue @Nullable Integer limit) {

        LineSearch {
            Fields fields = new Fields();
            fields.oneOfOrNull("outcome", outcome, Match.LABELS);
            Keyset.check(fields, cursor, LineSearch::place, limit);
            fields.end();
        }

        static @Nullable Integer place(@Nullable String cursor) {
            Long place = Cursor.id(cursor);
            if (place != null && place > MOST_LINES) {
                throw new IllegalArgumentException("no place of ours");
            }
            return place == null ? null : Math.toIntExact(place);
        }
    }

    @Introspected
    record FileSearch(@QueryValue @Nullable String outcome) {

        FileSearch {
            Fields fields = new Fields();
            fields.oneOfOrNull("outcome", outcome, Match.LABELS);
            fields.end();
        }
    }

    @Post
    @Idempotent
    HttpResponse<?> compare(Caller caller, @Body OrderListRequest body) {
        return answers.created(compare.compare(caller, body), OrderListView::of);
    }

    @Get
    HttpResponse<?> list(Caller caller, @RequestBean Search search) {
        Keyset asked = Keyset.of("order lists", caller, search.cursor(), search.limit());
        return read.answer(() -> {
            List<OrderListRow> rows =
                    lists.list(Actor.advertiser(caller), Cursor.id(search.cursor()), asked.read());
            return answers.ok(
                    new Page(
                            asked.shown(rows, OrderListView::of),
                            asked.next(rows, row -> Cursor.after(row.id()))));
        });
    }

    @Get("/{id}")
    HttpResponse<?> orderList(Caller caller, long id) {
        return answers.found(
                find(caller, id).map(OrderListView::of).orElse(null), ErrorCode.ROUTE_001);
    }

    @Get("/{id}/lines")
    HttpResponse<?> lines(
            HttpRequest<?> request, Caller caller, long id, @RequestBean LineSearch search) {
        Keyset asked =
                Keyset.of("lines of order list " + id, caller, search.cursor(), search.limit());
        return read.answer(() -> {
            if (find(caller, id).isEmpty()) {
                return answers.failed(request, ErrorCode.ROUTE_001);
            }
            List<OrderLineRow> rows =
                    lists.lines(
                            id, search.outcome(), LineSearch.place(search.cursor()), asked.read());
            return answers.ok(
                    new Lines(
                            asked.shown(rows, LineView::of),
                            asked.next(rows, row -> Cursor.after(row.place()))));
        });
    }

    /// All lines, or those with an outcome.
    @Get(
            value = "/{id}/lines.csv",
            produces = {"text/csv", MediaType.APPLICATION_JSON})
    HttpResponse<?> file(
            HttpRequest<?> request, Caller caller, long id, @RequestBean FileSearch search) {
        return read.answer(() -> {
            if (find(caller, id).isEmpty()) {
                return answers.failed(request, ErrorCode.ROUTE_001);
            }
            return HttpResponse.ok(
                            WriteOrders.csv(lists.lines(id, search.outcome(), null, MOST_LINES)))
                    .contentType("text/csv; charset=utf-8")
                    .header(
                            HttpHeaders.CONTENT_DISPOSITION,
                            "attachment; filename=\"orders-%d.csv\"".formatted(id));
        });
    }

    private Optional<OrderListRow> find(Caller caller, long id) {
        return lists.find(id, Actor.advertiser(caller));
    }
}
