package com.afftok.edge.link;

import com.afftok.edge.link.SelectAccounts.Account;
import com.afftok.shared.click.Tags;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.LinkId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;

/// Reads links from PostgreSQL together with their offers and accounts, so that an unknown link
/// takes one query.
final class SelectLinks {

    private static final String COLUMNS =
            """
            select l.id, l.alias, l.promoter_id, l.advertiser_id, l.status = 'active' as active,
                   l.created_at, l.expires_at, l.deep_link,
                   l.sub1, l.sub2, l.sub3, l.sub4, l.sub5, l.source,
                   l.utm_source, l.utm_medium, l.utm_campaign, l.utm_term, l.utm_content,
                   promoter.status = 'active' as promoter_active,
                   advertiser.status = 'active' as advertiser_active,
            """
                    + SelectOffers.COLUMNS
                    + """
                      from user_offers l
                      join offers o on o.id = l.offer_id and o.advertiser_id = l.advertiser_id
                      join accounts promoter on promoter.id = l.promoter_id
                      join accounts advertiser on advertiser.id = l.advertiser_id
                    """;

    private static final String BY_ID = COLUMNS + " where l.id = any($1)";

    private static final String HOTTEST =
            COLUMNS
                    + """
                    where l.id in (
                      select link_id from click_hourly
                       where hour >= now() - interval '2 days'
                       group by link_id
                       order by sum(gross) desc
                       limit $1)
                    """;

    private final Pool pool;

    SelectLinks(Pool pool) {
        this.pool = pool;
    }

    /// A link with its offer and accounts.
    record Whole(Link link, Offer offer, Account promoter, Account advertiser) {}

    /// Links that don't exist are absent from the result.
    Future<Selected<LinkId, Whole>> execute(List<LinkId> ids) {
        Long[] wanted = ids.stream().map(LinkId::value).toArray(Long[]::new);
        return execute(BY_ID, Tuple.of((Object) wanted));
    }

    /// The most clicked links of the last two days.
    Future<Selected<LinkId, Whole>> hottest(int limit) {
        return execute(HOTTEST, Tuple.of(limit));
    }

    private Future<Selected<LinkId, Whole>> execute(String sql, Tuple parameters) {
        return pool.preparedQuery(sql)
                .execute(parameters)
                .map(rows -> Selected.of(rows, SelectLinks::id, SelectLinks::whole));
    }

    private static LinkId id(Row row) {
        return new LinkId(row.getLong("id"));
    }

    private static Whole whole(Row row) {
        Offer offer = SelectOffers.offer(row);
        AccountId promoter = new AccountId(row.getLong("promoter_id"));
        AccountId advertiser = new AccountId(row.getLong("advertiser_id"));
        OffsetDateTime expires = row.getOffsetDateTime("expires_at");
        Link link =
                new Link(
                        id(row),
                        offer.id(),
                        promoter,
                        advertiser,
                        row.getBoolean("active"),
                        row.getOffsetDateTime("created_at").toInstant().toEpochMilli(),
                        expires == null ? 0 : expires.toInstant().toEpochMilli(),
                        row.getString("alias"),
                        Link.OwnDestination.of(row.getString("deep_link")),
                        Tags.from(tag -> tag(row, tag.label())));
        return new Whole(
                link,
                offer,
                new Account(promoter, row.getBoolean("promoter_active")),
                new Account(advertiser, row.getBoolean("advertiser_active")));
    }

    private static String tag(Row row, String column) {
        String value = row.getString(column);
        return value == null ? "" : value;
    }
}
