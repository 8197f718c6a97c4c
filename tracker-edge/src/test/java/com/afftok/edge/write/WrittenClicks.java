package com.afftok.edge.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The rows after clicks were written.
record WrittenClicks(Pool pool) {

    /// Connections of one role.
    static Pool connected(Vertx vertx, String url) {
        return PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(4))
                .connectingTo(PgConnectOptions.fromUri(url))
                .using(vertx)
                .build();
    }

    void addUpTo(long rows) throws Exception {
        assertThat(texts("select count(*) from clicks")).containsExactly(Long.toString(rows));
        assertThat(texts("select sum(gross) from offer_counters"))
                .containsExactly(Long.toString(rows));
        assertThat(texts("select link_id || ' ' || billable from link_counters order by link_id"))
                .isEqualTo(
                        texts(
                                """
                                select link_id || ' ' || sum(valid + suspicious) from click_hourly
                                 group by link_id having sum(valid + suspicious) > 0 order by link_id
                                """));
        String hourly =
                """
                select concat_ws(' ', hour, link_id, country, device, gross, valid, suspicious, duplicate,
                       bot, fraud, geo_blocked, inactive) from click_hourly order by 1
                """;
        String counted =
                """
                select concat_ws(' ', date_trunc('hour', clicked_at), link_id, coalesce(country, ''), device,
                       count(*),
                       count(*) filter (where bucket = 'valid'),
                       count(*) filter (where bucket = 'suspicious'),
                       count(*) filter (where bucket = 'duplicate'),
                       count(*) filter (where bucket = 'bot'),
                       count(*) filter (where bucket = 'fraud'),
                       count(*) filter (where bucket = 'geo_blocked'),
                       count(*) filter (where bucket = 'inactive'))
                  from clicks
                 group by date_trunc('hour', clicked_at), link_id, coalesce(country, ''), device
                 order by 1
                """;
        assertThat(texts(hourly)).isEqualTo(texts(counted));
        String uniques =
                """
                select concat_ws(' ', hour::date, link_id, sum(uniques)) from click_hourly
                 group by hour::date, link_id having sum(uniques) > 0 order by 1
                """;
        String visitors =
                """
                select concat_ws(' ', clicked_at::date, link_id, count(distinct visitor)) from clicks
                 where bucket in ('valid', 'suspicious') group by clicked_at::date, link_id order by 1
                """;
        assertThat(texts(uniques)).isEqualTo(texts(visitors));
    }

    List<String> all() throws Exception {
        List<String> all = texts("select concat_ws(' ', h.*) from click_hourly h order by 1");
        all.addAll(texts("select concat_ws(' ', c.*) from offer_counters c order by 1"));
        all.addAll(texts("select concat_ws(' ', c.*) from link_counters c order by 1"));
        all.addAll(texts("select count(*) || ' rows' from clicks"));
        return all;
    }

    List<String> uniques() throws Exception {
        return texts(
                """
                select to_char(hour, 'HH24:MI') || ' link ' || link_id || ': ' || sum(uniques)
                  from click_hourly group by hour, link_id order by hour, link_id
                """);
    }

    /// The bucket of each click of link 1, in order.
    List<String> buckets() throws Exception {
        return texts("select bucket from clicks order by click_id");
    }

    List<String> texts(String sql) throws Exception {
        List<String> texts = new ArrayList<>();
        for (Row row : await(pool.query(sql).execute())) {
            texts.add(String.valueOf(row.getValue(0)));
        }
        return texts;
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
