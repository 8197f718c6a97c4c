package com.afftok.edge.link;

import com.afftok.shared.click.Tags;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.LinkId;
import com.afftok.shared.id.OfferId;
import com.afftok.shared.link.DeepLink;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/// Reads a link from PostgreSQL, by its id. It is active if it and its offer are, and if neither
/// the promoter nor the advertiser is banned or gone.
final class SelectLink {

    static final String COLUMNS =
            """
            select l.id, l.alias, l.offer_id, l.promoter_id, l.advertiser_id,
                   l.deep_link, o.destination_url, o.allowed_hosts,
                   o.target_countries, o.blocked_countries, o.strict_geo, o.pass_through,
                   trim_scale(o.payout)::text as payout, o.currency,
                   l.sub1, l.sub2, l.sub3, l.sub4, l.sub5, l.source,
                   l.utm_source, l.utm_medium, l.utm_campaign, l.utm_term, l.utm_content,
                   'active' = all (array [l.status, o.status, promoter.status, advertiser.status])
                       as active,
                   coalesce(l.expires_at,
                            l.created_at + make_interval(days => o.link_lifetime_days)) as expires_at
              from user_offers l
              join offers o on o.id = l.offer_id and o.advertiser_id = l.advertiser_id
              join accounts promoter on promoter.id = l.promoter_id
              join accounts advertiser on advertiser.id = l.advertiser_id
            """;

    private static final String SQL = COLUMNS + " where l.id = $1";

    private final Pool pool;
    private final LongAdder queries;

    /// @param queries counts how often it is executed
    SelectLink(Pool pool, LongAdder queries) {
        this.pool = pool;
        this.queries = queries;
    }

    Future<LinkLookup> execute(LinkId id) {
        queries.increment();
        return pool.preparedQuery(SQL).execute(Tuple.of(id.value())).map(SelectLink::lookup);
    }

    private static LinkLookup lookup(RowSet<Row> rows) {
        for (Row row : rows) {
            return new LinkLookup.Found(link(row));
        }
        return LinkLookup.UNKNOWN;
    }

    static Link link(Row row) {
        return new Link(
                new LinkId(row.getLong("id")),
                new OfferId(row.getLong("offer_id")),
                new AccountId(row.getLong("promoter_id")),
                new AccountId(row.getLong("advertiser_id")),
                destination(row),
                row.getBoolean("active"),
                row.getOffsetDateTime("expires_at")
                        .withOffsetSameInstant(ZoneOffset.UTC)
                        .toInstant()
                        .toEpochMilli(),
                new Targeting(
                        Set.of(row.getArrayOfStrings("target_countries")),
                        Set.of(row.getArrayOfStrings("blocked_countries")),
                        row.getBoolean("strict_geo")),
                row.getBoolean("pass_through"),
                row.getString("payout"),
                row.getString("currency"),
                Tags.from(tag -> tag(row, tag.label())));
    }

    /// The deep link, as long as the offer admits it: hosts that it allowed once may be somebody
    /// else's by now.
    private static String destination(Row row) {
        String destination = row.getString("destination_url");
        String deepLink = row.getString("deep_link");
        List<String> hosts = List.of(row.getArrayOfStrings("allowed_hosts"));
        return deepLink != null && DeepLink.isAdmitted(deepLink, destination, hosts)
                ? deepLink
                : destination;
    }

    private static String tag(Row row, String column) {
        String value = row.getString(column);
        return value == null ? "" : value;
    }
}
