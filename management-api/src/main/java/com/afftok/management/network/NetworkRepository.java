package com.afftok.management.network;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statements about networks.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface NetworkRepository extends GenericRepository<NetworkRow, Long> {

    String SELECT =
            """
            select id, name, description, website_url, logo_url, status, version, created_at
              from networks
            """;

    @Query(SELECT + " where id = :id")
    Optional<NetworkRow> find(long id);

    @Query(
            SELECT
                    + """
                     where (cast(:status as text) is null or status = :status)
                     order by lower(name)
                     limit :limit offset :offset
                    """)
    List<NetworkRow> list(@Nullable String status, int limit, int offset);

    @Query(
            "select count(*) from networks where (cast(:status as text) is null or status = :status)")
    long count(@Nullable String status);

    /// Makes a network.
    ///
    /// @return its id; empty if the name is taken
    @Query(
            """
            with made as (
                insert into networks (name, description, website_url, logo_url, status)
                values (:name, :description, :websiteUrl, :logoUrl, :status)
                    on conflict do nothing
                returning id)
            select id from made
            """)
    List<Long> insert(
            String name,
            @Nullable String description,
            @Nullable String websiteUrl,
            @Nullable String logoUrl,
            String status);

    /// Replaces a version of a network.
    ///
    /// @return how many were changed: none if the version is another
    @Query(
            """
            update networks
               set name = :name, description = :description, website_url = :websiteUrl,
                   logo_url = :logoUrl, status = :status, version = version + 1
             where id = :id and version = :version
            """)
    int replace(
            long id,
            int version,
            String name,
            @Nullable String description,
            @Nullable String websiteUrl,
            @Nullable String logoUrl,
            String status);

    @Query("update networks set status = 'active', version = version + 1 where id = :id")
    void activate(long id);

    @Query("update networks set status = 'archived', version = version + 1 where id = :id")
    void archive(long id);
}
