package com.afftok.management.money.bonus;

import static org.jooq.impl.DSL.field;

import com.afftok.management.access.Caller;
import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Filters;
import com.afftok.management.platform.statement.Statements;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;

/// The statements about bonuses.
@Singleton
final class BonusRepository {

    private static final Columns<BonusRow> ROW = Columns.of(BonusRow.class);
    private static final Field<Long> ID = field("b.id", Long.class);
    private static final Field<Long> ADVERTISER = field("b.advertiser_id", Long.class);
    private static final Field<Long> PROMOTER = field("b.promoter_id", Long.class);
    private static final Field<Long> ENTRY = field("e.id", Long.class);

    private static final String GIVE =
            """
            insert into bonuses (advertiser_id, promoter_id, amount, currency, reason, user_id)
            select ?, p.id, ?, ?, ?, ?
              from accounts p
             where p.id = ? and p.status = 'active'
               and exists (select from user_offers l
                            where l.promoter_id = p.id and l.advertiser_id = ?)
            returning id
            """;

    private final Statements statements;

    BonusRepository(Statements statements) {
        this.statements = statements;
    }

    /// Adds a bonus, to be booked in the same transaction. Empty if the promoter is not an active
    /// one of the advertiser's.
    Optional<Long> give(Caller.Advertiser caller, BonusRequest wanted) {
        long advertiser = caller.account().value();
        return statements.run(sql ->
                sql.fetchOptional(
                                GIVE,
                                advertiser,
                                wanted.amount(),
                                wanted.currency(),
                                wanted.reason(),
                                caller.user().value(),
                                wanted.promoterId(),
                                advertiser)
                        .map(row -> row.get(0, Long.class)));
    }

    Optional<BonusRow> find(long id, Caller caller) {
        return select(visible(caller).is(ID, id).all(), 1).stream().findFirst();
    }

    /// Newest first.
    List<BonusRow> list(Caller caller, BonusSearch search, int limit) {
        return select(
                visible(caller)
                        .is(ADVERTISER, search.advertiserId())
                        .is(PROMOTER, search.promoterId())
                        .is(field("b.rule_id", Long.class), search.ruleId())
                        .is(ENTRY, search.entryId())
                        .with(Cursor.id(search.cursor()), ID::lt)
                        .all(),
                limit);
    }

    private static Filters visible(Caller caller) {
        return switch (caller) {
            case Caller.Advertiser own -> new Filters().is(ADVERTISER, own.account().value());
            case Caller.Promoter own -> new Filters().is(PROMOTER, own.account().value());
            case Caller.Admin _ -> new Filters();
        };
    }

    private List<BonusRow> select(Condition condition, int limit) {
        return statements.list(
                ROW,
                sql ->
                        sql.select(ROW.from("b", ENTRY.as("entry_id")))
                                .from(
                                        """
                                        bonuses b
                                        join ledger_entries e
                                          on e.advertiser_id = b.advertiser_id
                                         and e.event_key = 'bonus:' || b.id
                                        """)
                                .where(condition)
                                .orderBy(ID.desc())
                                .limit(limit));
    }
}
