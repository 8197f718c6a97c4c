package com.afftok.management.money.ledger;

import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.ledger.Account;
import com.afftok.shared.ledger.EntryKind;
import com.afftok.shared.money.Currency;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Filters of a list of postings; null filters are ignored.
@Introspected
record LedgerSearch(
        @QueryValue("account_id") @Nullable Long accountId,
        @QueryValue @Nullable Instant from,
        @QueryValue @Nullable Instant to,
        @QueryValue @Nullable String account,
        @QueryValue @Nullable String kind,
        @QueryValue @Nullable String currency,
        @QueryValue("entry_id") @Nullable Long entryId,
        @QueryValue("conversion_id") @Nullable Long conversionId,
        @QueryValue("payout_id") @Nullable Long payoutId,
        @QueryValue("used_by") @Nullable Long usedBy,
        @QueryValue @Nullable String cursor,
        @QueryValue @Nullable Integer limit) {

    private static final List<String> ACCOUNTS =
            Arrays.stream(Account.values()).filter(Account::owned).map(Account::label).toList();
    private static final List<String> KINDS =
            Arrays.stream(EntryKind.values()).map(EntryKind::label).toList();

    LedgerSearch {
        Fields fields = new Fields();
        fields.idOrNull("account_id", accountId);
        fields.timeOrNull("from", from);
        fields.timeOrNull("to", to);
        fields.check(
                from == null || to == null || from.isBefore(to),
                "from",
                Problem.NOT_BEFORE_OTHER,
                "to");
        fields.oneOfOrNull("account", account, ACCOUNTS);
        fields.oneOfOrNull("kind", kind, KINDS);
        fields.check(
                currency == null || Currency.find(currency).isPresent(),
                "currency",
                Problem.NOT_A_CURRENCY);
        fields.idOrNull("entry_id", entryId);
        fields.idOrNull("conversion_id", conversionId);
        fields.idOrNull("payout_id", payoutId);
        fields.idOrNull("used_by", usedBy);
        Keyset.check(fields, cursor, Last::of, limit);
        fields.end();
    }

    /// The last posting of the previous page.
    record Last(Instant at, long entry, int line) {

        static @Nullable Last of(@Nullable String cursor) {
            return Cursor.read(
                    cursor,
                    key -> new Last(key.time(0), key.number(1), Math.toIntExact(key.number(2))));
        }
    }
}
