package com.afftok.management.sale.integration;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/// The statements about test conversions.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface TestConversionRepository extends GenericRepository<TestConversionRow, Long> {

    /// Newest first.
    @Query(
            """
            select id, transaction_id, click_id, link_id, offer_id, promoter_id, status, amount,
                   currency, commission, commission_currency, goal, created_at
              from test_conversions
             where advertiser_id = :advertiser and id < :before
             order by id desc
             limit :most
            """)
    List<TestConversionRow> list(long advertiser, long before, int most);
}
