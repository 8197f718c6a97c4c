package com.afftok.management.money.ledger;

import com.afftok.management.platform.statement.BoundColumns;
import com.afftok.management.platform.statement.Statements;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ConversionId;
import com.afftok.shared.id.PayoutId;
import com.afftok.shared.ledger.LedgerEntry;
import com.afftok.shared.ledger.Posting;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The statement that books entries and their postings, which are never changed.
@Singleton
final class LedgerRepository {

    /// An entry is reversed only by entries of later statements.
    private static final String BOOK =
            """
            with booked as (
                insert into ledger_entries (
                    advertiser_id, kind, event_key, conversion_id, payout_id, reverses_id, memo)
                select e.advertiser, e.kind, e.event_key, e.conversion, e.payout, r.id, e.memo
                  from unnest(?, ?, ?, ?, ?, ?, ?) with ordinality
                    as e (advertiser, kind, event_key, conversion, payout, reverses, memo, place)
                  left join ledger_entries r
                    on r.advertiser_id = e.advertiser and r.event_key = e.reverses
                 order by e.place
                returning advertiser_id, id, event_key)
            insert into ledger_postings (
                advertiser_id, entry_id, line, account, owner_id, currency, amount)
            select b.advertiser_id, b.id, p.line, p.account, p.owner, p.currency, p.amount
              from unnest(?, ?, ?, ?, ?, ?, ?)
                as p (advertiser, event_key, line, account, owner, currency, amount)
              join booked b on b.advertiser_id = p.advertiser and b.event_key = p.event_key
            """;

    private final Statements statements;

    LedgerRepository(Statements statements) {
        this.statements = statements;
    }

    private record Line(LedgerEntry entry, int number, Posting posting) {}

    /// Fails if an advertiser has an entry with the key of one of these.
    void book(List<LedgerEntry> entries) {
        BoundColumns<LedgerEntry> of = new BoundColumns<>(entries);
        BoundColumns<Line> lines = new BoundColumns<>(lines(entries));
        statements.run(sql ->
                sql.execute(
                        BOOK,
                        of.longs(entry -> entry.advertiser().value()),
                        of.texts(entry -> entry.kind().label()),
                        of.texts(LedgerEntry::eventKey),
                        of.longs(entry -> value(entry.conversion())),
                        of.longs(entry -> value(entry.payout())),
                        of.texts(LedgerEntry::reverses),
                        of.texts(LedgerEntry::memo),
                        lines.longs(line -> line.entry().advertiser().value()),
                        lines.texts(line -> line.entry().eventKey()),
                        lines.ints(Line::number),
                        lines.texts(line -> line.posting().account().label()),
                        lines.longs(line -> value(line.posting().owner())),
                        lines.texts(line -> line.posting().amount().currency().code()),
                        lines.amounts(line -> line.posting().amount().toBigDecimal())));
    }

    private static @Nullable Long value(@Nullable ConversionId conversion) {
        return conversion == null ? null : conversion.value();
    }

    private static @Nullable Long value(@Nullable PayoutId payout) {
        return payout == null ? null : payout.value();
    }

    private static @Nullable Long value(@Nullable AccountId owner) {
        return owner == null ? null : owner.value();
    }

    private static List<Line> lines(List<LedgerEntry> entries) {
        List<Line> lines = new ArrayList<>();
        for (LedgerEntry entry : entries) {
            List<Posting> postings = entry.postings();
            for (int i = 0; i < postings.size(); i++) {
                lines.add(new Line(entry, i + 1, postings.get(i)));
            }
        }
        return lines;
    }
}
