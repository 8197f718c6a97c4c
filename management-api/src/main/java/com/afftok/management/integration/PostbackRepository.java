package com.afftok.management.integration;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statements about postbacks that were received.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface PostbackRepository extends GenericRepository<PostbackRow, Long> {

    String SELECT =
            """
            select p.id, p.received_at, p.mode, p.outcome, p.error_code, p.reason, p.transaction_id,
                   p.click_id, p.conversion_id, p.replay_of, p.proven,
                   coalesce(p.parameters ->> 'dry_run', '') in ('1', 'true') as dry_run,
                   exists (select from received_postbacks r
                            where r.advertiser_id = p.advertiser_id and r.replay_of = p.id
                              and r.outcome <> 'rejected') as replayed
              from received_postbacks p
            """;

    /// Newest first; what is null is not asked for.
    @Query(
            SELECT
                    + """
                     where p.advertiser_id = :advertiser
                       and p.id < :before
                       and (cast(:outcome as text) is null or p.outcome = :outcome)
                       and (cast(:mode as text) is null or p.mode = :mode)
                       and (cast(:transaction as text) is null or p.transaction_id = :transaction)
                     order by p.id desc
                     limit :most
                    """)
    List<PostbackRow> list(
            long advertiser,
            @Nullable String outcome,
            @Nullable String mode,
            @Nullable String transaction,
            long before,
            int most);

    @Query(
            SELECT
                    + """
                     where p.advertiser_id = :advertiser and p.id = :id
                    """)
    Optional<PostbackRow> find(long advertiser, long id);

    @Query(
            """
            select cast(parameters as text) from received_postbacks
             where advertiser_id = :advertiser and id = :id
            """)
    Optional<String> findParameters(long advertiser, long id);

    /// The latest replays of one, newest first.
    @Query(
            SELECT
                    + """
                     where p.advertiser_id = :advertiser and p.replay_of = :id
                     order by p.id desc
                     limit :most
                    """)
    List<PostbackRow> listReplays(long advertiser, long id, int most);
}
