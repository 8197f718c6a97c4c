package com.afftok.management.sale.order;

import com.afftok.management.access.Caller;
import com.afftok.management.platform.answer.Outcome;
import com.afftok.management.platform.csv.LineProblems;
import com.afftok.management.platform.idempotency.WriteOnce;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.sale.order.file.Order;
import com.afftok.management.sale.order.file.ReadOrders;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.AccountId;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Compares a list of orders with the conversions of an advertiser, and stores the outcome of each.
/// It changes no conversion.
@Singleton
final class CompareOrders {

    /// Conversions that a list may miss.
    static final int MOST_MISSING = 10_000;

    private final OrderListRepository lists;
    private final WriteOnce once;
    private final Audit audit;
    private final InstantSource clock;

    CompareOrders(OrderListRepository lists, WriteOnce once, Audit audit, InstantSource clock) {
        this.lists = lists;
        this.once = once;
        this.audit = audit;
        this.clock = clock;
    }

    Outcome<OrderListRow> compare(Caller caller, OrderListRequest request) {
        return switch (advertiser(caller, request)) {
            case Outcome.Refused<AccountId>(ErrorCode code, List<Detail> why) ->
                    new Outcome.Refused<>(code, why);
            case Outcome.Saved<AccountId>(AccountId advertiser) ->
                    switch (ReadOrders.read(request.csv())) {
                        case ReadOrders.Result.Unreadable(List<Detail> problems) ->
                                Outcome.invalid(problems);
                        case ReadOrders.Result.Orders(List<Order> orders) ->
                                once.write(() -> compare(caller, advertiser, request, orders));
                    };
        };
    }

    /// An advertiser compares its own orders; an administrator names the advertiser.
    private Outcome<AccountId> advertiser(Caller caller, OrderListRequest request) {
        Long named = request.advertiserId();
        AccountId own = caller instanceof Caller.User user ? user.account() : null;
        if (own != null) {
            return named == null || named == own.value()
                    ? new Outcome.Saved<>(own)
                    : Outcome.invalid(List.of(Problem.NOT_YOURS.with("advertiser_id")));
        }
        if (named == null) {
            return Outcome.invalid(List.of(Problem.REQUIRED.with("advertiser_id")));
        }
        return lists.isAdvertiser(named)
                ? new Outcome.Saved<>(new AccountId(named))
                : Outcome.invalid(List.of(Problem.NOT_AN_ADVERTISER.with("advertiser_id")));
    }

    private Outcome<OrderListRow> compare(
            Caller caller, AccountId advertiser, OrderListRequest request, List<Order> orders) {
        if (request.offerId() != null && !lists.isOffer(advertiser, request.offerId())) {
            return Outcome.refused(ErrorCode.OFFER_001);
        }
        List<String> ids = orders.stream().map(Order::transactionId).toList();
        Map<String, KnownRow> known =
                lists.conversions(advertiser, ids).stream()
                        .collect(Collectors.toMap(KnownRow::transactionId, Function.identity()));
        List<Detail> problems = problems(orders, known);
        if (!problems.isEmpty()) {
            return Outcome.invalid(problems);
        }
        List<KnownRow> missing = lists.missing(advertiser, request, ids, MOST_MISSING + 1);
        if (missing.size() > MOST_MISSING) {
            return Outcome.invalid(List.of(Problem.SELECTS_TOO_MANY.with("from", MOST_MISSING)));
        }
        OrderListRow list = add(caller, advertiser, request, lines(orders, known, missing));
        audit.note(
                caller,
                "order_list.compare",
                AuditedObject.of("order_list", list.id()),
                null,
                OrderListView.of(list));
        return new Outcome.Saved<>(list);
    }

    /// Amounts without a currency must be possible in that of their conversions.
    private static List<Detail> problems(List<Order> orders, Map<String, KnownRow> known) {
        LineProblems problems = new LineProblems();
        for (Order order : orders) {
            KnownRow conversion = known.get(order.transactionId());
            if (conversion != null && !order.fits(conversion.sold())) {
                problems.add(
                        order.line(), "amount", Problem.NOT_A_DECIMAL, conversion.sold().digits());
            }
        }
        return problems.details();
    }

    private static List<OrderLineRow> lines(
            List<Order> orders, Map<String, KnownRow> known, List<KnownRow> missing) {
        List<OrderLineRow> lines = new ArrayList<>();
        for (Order order : orders) {
            KnownRow conversion = known.get(order.transactionId());
            lines.add(
                    conversion == null
                            ? OrderLineRow.missingHere(lines.size(), order)
                            : OrderLineRow.compared(lines.size(), order, conversion));
        }
        missing.forEach(sale -> lines.add(OrderLineRow.missingThere(lines.size(), sale)));
        return lines;
    }

    private OrderListRow add(
            Caller caller,
            AccountId advertiser,
            OrderListRequest request,
            List<OrderLineRow> lines) {
        OrderListRow list =
                new OrderListRow(
                        0,
                        advertiser.value(),
                        request.offerId(),
                        caller instanceof Caller.User user ? user.user().value() : null,
                        caller instanceof Caller.Admin admin ? admin.id().value() : null,
                        request.from(),
                        request.to(),
                        count(lines, Match.AGREE),
                        count(lines, Match.OTHER_AMOUNT),
                        count(lines, Match.MISSING_HERE),
                        count(lines, Match.MISSING_THERE),
                        clock.instant());
        long id = lists.add(list);
        lists.addLines(id, lines);
        lists.keepNewest(advertiser.value());
        return lists.find(id, advertiser).orElseThrow();
    }

    private static int count(List<OrderLineRow> lines, Match outcome) {
        return Math.toIntExact(
                lines.stream().filter(line -> line.outcome().equals(outcome.label())).count());
    }
}
