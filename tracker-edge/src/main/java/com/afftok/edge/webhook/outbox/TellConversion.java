package com.afftok.edge.webhook.outbox;

import com.afftok.shared.code.ClickCodes;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.ConversionId;
import com.afftok.shared.money.Currency;
import com.afftok.shared.webhook.EventType;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Inserts events of a conversion into the outbox, in the transaction of the change and after it:
/// the payload is the changed conversion.
public final class TellConversion {

    private static final String SQL =
            """
            insert into outbox (event, advertiser_id, promoter_id, offer_id, payload)
            select e.event, c.advertiser_id, c.promoter_id, c.offer_id,
                   conversion_payload(c, $4, $5, $6)
              from conversions c,
                   unnest($3::text[]) with ordinality as e (event, place)
             where c.advertiser_id = $1 and c.id = $2
             order by e.place
            """;

    private final ClickCodes codes;

    public TellConversion(ClickCodes codes) {
        this.codes = codes;
    }

    /// Inserts the events in their order.
    public Future<?> execute(
            SqlConnection connection,
            AccountId advertiser,
            ConversionId id,
            List<EventType> events,
            @Nullable ClickId click,
            Currency sold,
            Currency earned) {
        return connection
                .preparedQuery(SQL)
                .execute(
                        Tuple.of(
                                advertiser.value(),
                                id.value(),
                                events.stream().map(EventType::label).toArray(String[]::new),
                                click == null ? null : codes.find(click),
                                sold.digits(),
                                earned.digits()));
    }
}
