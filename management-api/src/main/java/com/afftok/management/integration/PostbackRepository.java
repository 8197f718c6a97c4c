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

    /// Newest first; what is null is not asked for.
    @Query(
            """
            select id, received_at, mode, outcome, error_code, reason, transaction_id, click_id,
                   conversion_id, replay_of, proven,
                   coalesce(parameters ->> 'dry_run', '') in ('1', 'true') as dry_run
              from received_postbacks
             where advertiser_id = :advertiser
               and id < :before
               and (cast(:outcome as text) is null or outcome = :outcome)
               and (cast(:mode as text) is null or mode = :mode)
               and (cast(:transaction as text) is null or transaction_id = :transaction)
             order by id desc
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
            """
            select id, received_at, mode, outcome, error_code, reason, transaction_id, click_id,
                   conversion_id, replay_of, proven,
                   coalesce(parameters ->> 'dry_run', '') in ('1', 'true') as dry_run
              from received_postbacks
             where advertiser_id = :advertiser and id = :id
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
            """
            select id, received_at, mode, outcome, error_code, reason, transaction_id, click_id,
                   conversion_id, replay_of, proven, false as dry_run
              from received_postbacks
             where advertiser_id = :advertiser and replay_of = :id
             order by id desc
             limit :most
            """)
    List<PostbackRow> listReplays(long advertiser, long id, int most);

    /// Whether a replay of it was recorded, or found its sale recorded.
    @Query(
            """
            select exists (
                select from received_postbacks
                 where advertiser_id = :advertiser and replay_of = :id and outcome <> 'rejected')
            """)
    boolean isReplayed(long advertiser, long id);
}
