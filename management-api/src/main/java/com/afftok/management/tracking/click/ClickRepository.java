package com.afftok.management.tracking.click;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.val;

import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Period;
import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Filters;
import com.afftok.management.platform.statement.Statements;
import com.afftok.shared.id.ClickId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/// The statements about clicks. Ids begin with their time, so the keys of promoters and advertisers
/// are read from the newest day backwards; the time bounds exclude all other partitions.
@Singleton
final class ClickRepository {

    private static final Columns<ClickRow> ROW = Columns.of(ClickRow.class);
    private static final Field<UUID> CLICK_ID = field("click_id", UUID.class);
    private static final Field<Instant> CLICKED_AT = field("clicked_at", Instant.class);

    private final Statements statements;

    ClickRepository(Statements statements) {
        this.statements = statements;
    }

    /// The newest first, of a promoter or an advertiser.
    List<ClickRow> list(ClickController.Party party, ClickSearch search, Period period, int limit) {
        ClickId last = search.last();
        Filters filters =
                new Filters()
                        .is(field("promoter_id", Long.class), party.promoter())
                        .is(field("advertiser_id", Long.class), party.advertiser())
                        .with(last, click -> CLICK_ID.lt(click.uuid()))
                        .is(field("offer_id", Long.class), search.offerId())
                        .is(field("link_id", Long.class), search.linkId())
                        .with(
                                search.bucket(),
                                one -> condition("bucket = cast({0} as click_bucket)", val(one)))
                        .with(
                                Fields.hundredths(search.minScore()),
                                score -> field("score", Integer.class).ge(score))
                        .is(field("country", String.class), search.country())
                        .is(field("device", String.class), search.device())
                        .is(field("browser", String.class), search.browser())
                        .is(field("os", String.class), search.os())
                        .are("", search.tags().present());
        return statements.list(
                ROW,
                sql ->
                        sql.select(
                                        ROW.from(
                                                "clicks",
                                                field("cast(bucket as text)", String.class)
                                                        .as("bucket")))
                                .from("clicks")
                                .where(
                                        CLICKED_AT.ge(period.from()),
                                        CLICKED_AT.lt(end(period, last)))
                                .and(filters.all())
                                .orderBy(CLICK_ID.desc())
                                .limit(limit));
    }

    /// The rows after the cursor are not newer than it.
    private static Instant end(Period period, @Nullable ClickId last) {
        return last == null || last.time().isAfter(period.to())
                ? period.to()
                : last.time().plusMillis(1);
    }
}
