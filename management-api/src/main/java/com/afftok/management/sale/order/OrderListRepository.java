package com.afftok.management.sale.order;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import com.afftok.management.platform.statement.BoundColumns;
import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Filters;
import com.afftok.management.platform.statement.Statements;
import com.afftok.shared.id.AccountId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/// The statements about lists of orders.
@Singleton
final class OrderListRepository {

    /// Of an advertiser; the oldest ones are deleted.
    static final int MOST_KEPT = 100;

    private static final Columns<OrderListRow> ROW = Columns.of(OrderListRow.class);
    private static final Columns<OrderLineRow> LINE = Columns.of(OrderLineRow.class);
    private static final Columns<KnownRow> KNOWN = Columns.of(KnownRow.class);
    private static final Columns<ListedConversions.Listed> LISTED =
            Columns.of(ListedConversions.Listed.class);
    private static final Table<Record> LISTS = table("order_lists");
    private static final Table<Record> LINES = table("order_list_lines");
    private static final Field<Long> ID = field("id", Long.class);
    private static final Field<Long> ADVERTISER = field("advertiser_id", Long.class);
    private static final Field<Long> LIST = field("list_id", Long.class);
    private static final Field<Integer> PLACE = field("place", Integer.class);
    private static final Field<String> OUTCOME = field("outcome", String.class);
    private static final Field<Long> CONVERSION = field("conversion_id", Long.class);
    private static final Field<Instant> CREATED_AT = field("created_at", Instant.class);

    /// A sale is not later than its report.
    private static final Field<Instant> SOLD_AT =
            field("least(occurred_at, created_at)", Instant.class);

    private static final String CONVERSIONS =
            """
            select c.id, c.transaction_id, c.status, c.amount, c.refunded_amount, c.currency
              from unnest(?) as listed (transaction_id)
              join conversions c on c.advertiser_id = ? and c.transaction_id = listed.transaction_id
                                    and not c.superseded
            """;

    private static final String ADD_LINES =
            """
            insert into order_list_lines (list_id, place, line, transaction_id, outcome, amount, currency,
                                          conversion_id, status, worth, conversion_currency)
            select ?, line.* from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as line
            """;

    private static final String KEEP_NEWEST =
            """
            delete from order_lists
             where advertiser_id = ?
               and id <= (select id from order_lists where advertiser_id = ? order by id desc offset ? limit 1)
            """;

    private final Statements statements;

    OrderListRepository(Statements statements) {
        this.statements = statements;
    }

    boolean isAdvertiser(long account) {
        return statements.count(sql ->
                sql.selectCount()
                        .from("accounts")
                        .where(ID.eq(account), field("kind", String.class).eq("advertiser")))
                == 1;
    }

    boolean isOffer(AccountId advertiser, long offer) {
        return statements.count(sql ->
                sql.selectCount()
                        .from("offers")
                        .where(ID.eq(offer), ADVERTISER.eq(advertiser.value())))
                == 1;
    }

    /// The advertiser's conversions with these transaction ids.
    List<KnownRow> conversions(AccountId advertiser, List<String> transactions) {
        return statements.list(
                KNOWN,
                sql ->
                        sql.resultQuery(
                                CONVERSIONS,
                                transactions.toArray(String[]::new),
                                advertiser.value()));
    }

    /// The advertiser's sales in the period that are worth something, except those with these
    /// transaction ids. A claim of a browser is no sale.
    List<KnownRow> missing(
            AccountId advertiser, OrderListRequest request, List<String> transactions, int limit) {
        return statements.list(
                KNOWN,
                sql ->
                        sql.select(KNOWN.all())
                                .from("conversions c")
                                .where(
                                        new Filters()
                                                .is(ADVERTISER, advertiser.value())
                                                .is(
                                                        field("offer_id", Long.class),
                                                        request.offerId())
                                                .all(),
                                        CREATED_AT.ge(request.from()),
                                        SOLD_AT.ge(request.from()),
                                        SOLD_AT.lt(request.to()),
                                        field("status", String.class).in("pending", "approved"),
                                        condition("not is_claim"),
                                        condition(
                                                """
                                                not exists (select from unnest(?) as listed (id)
                                                             where listed.id = c.transaction_id)
                                                """,
                                                (Object) transactions.toArray(String[]::new)))
                                .orderBy(CREATED_AT, ID)
                                .limit(limit));
    }

    /// @param list without its id
    long add(OrderListRow list) {
        return statements.run(sql ->
                sql.insertInto(LISTS)
                        .set(ROW.values(list, "id"))
                        .returningResult(ID)
                        .fetchSingle(one -> one.get(ID, long.class)));
    }

    void addLines(long list, List<OrderLineRow> lines) {
        BoundColumns<OrderLineRow> of = new BoundColumns<>(lines);
        statements.run(sql ->
                sql.execute(
                        ADD_LINES,
                        list,
                        of.ints(OrderLineRow::place),
                        of.ints(OrderLineRow::line),
                        of.texts(OrderLineRow::transactionId),
                        of.texts(OrderLineRow::outcome),
                        of.amounts(OrderLineRow::amount),
                        of.texts(OrderLineRow::currency),
                        of.longs(OrderLineRow::conversionId),
                        of.texts(OrderLineRow::status),
                        of.amounts(OrderLineRow::worth),
                        of.texts(OrderLineRow::conversionCurrency)));
    }

    /// Deletes the advertiser's oldest lists, if there are too many.
    void keepNewest(long advertiser) {
        statements.run(sql -> sql.execute(KEEP_NEWEST, advertiser, advertiser, MOST_KEPT));
    }

    /// Newest first.
    ///
    /// @param advertiser restricts them to this advertiser's; null for all
    /// @param before the last one of the previous page
    List<OrderListRow> list(@Nullable AccountId advertiser, @Nullable Long before, int limit) {
        return statements.list(
                ROW,
                sql ->
                        sql.select(ROW.all())
                                .from(LISTS)
                                .where(of(advertiser).with(before, ID::lt).all())
                                .orderBy(ID.desc())
                                .limit(limit));
    }

    Optional<OrderListRow> find(long id, @Nullable AccountId advertiser) {
        return statements
                .list(
                        ROW,
                        sql ->
                                sql.select(ROW.all())
                                        .from(LISTS)
                                        .where(of(advertiser).is(ID, id).all()))
                .stream()
                .findFirst();
    }

    /// An advertiser sees its own; administrators see all.
    private static Filters of(@Nullable AccountId advertiser) {
        return new Filters().is(ADVERTISER, advertiser == null ? null : advertiser.value());
    }

    /// In the order of the list.
    ///
    /// @param after the last one of the previous page
    List<OrderLineRow> lines(
            long list, @Nullable String outcome, @Nullable Integer after, int limit) {
        return statements.list(
                LINE,
                sql ->
                        sql.select(LINE.all())
                                .from(LINES)
                                .where(
                                        new Filters()
                                                .is(LIST, list)
                                                .is(OUTCOME, outcome)
                                                .with(after, PLACE::gt)
                                                .all())
                                .orderBy(PLACE)
                                .limit(limit));
    }

    List<ListedConversions.Listed> listed(long list, String outcome) {
        return statements.list(
                LISTED,
                sql ->
                        sql.select(LISTED.all())
                                .from(LINES)
                                .where(LIST.eq(list), OUTCOME.eq(outcome), CONVERSION.isNotNull())
                                .orderBy(PLACE));
    }

    int forget(Instant before) {
        return statements.run(sql -> sql.deleteFrom(LISTS).where(CREATED_AT.lt(before)).execute());
    }
}
