package com.afftok.management.trust.block;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statements about blocked networks.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface BlockedNetworkRepository extends GenericRepository<BlockedNetworkRow, String> {

    /// In their order, including expired ones.
    ///
    /// @param after exclusive; `0.0.0.0/0` sorts before all
    @Query(
            """
            select cast(network as text) as network, reason, blocked_until, created_by, created_at
              from blocked_networks
             where network > cast(:after as cidr)
             order by network
             limit :most
            """)
    List<BlockedNetworkRow> list(String after, int most);

    @Query(
            """
            select cast(network as text) as network, reason, blocked_until, created_by, created_at
              from blocked_networks
             where network = cast(:network as cidr)
               for update
            """)
    Optional<BlockedNetworkRow> lock(String network);

    @Query("select count(*) from blocked_networks")
    long count();

    @Query(
            """
            insert into blocked_networks (network, reason, blocked_until, created_by, created_at)
            values (cast(:network as cidr), :reason, :until, :admin, :now)
                on conflict (network) do update
               set reason = excluded.reason, blocked_until = excluded.blocked_until,
                   created_by = excluded.created_by, created_at = excluded.created_at
            """)
    void block(String network, String reason, @Nullable Instant until, long admin, Instant now);

    /// Removes the block of a network.
    ///
    /// @return how many were unblocked
    @Query("delete from blocked_networks where network = cast(:network as cidr)")
    int unblock(String network);
}
