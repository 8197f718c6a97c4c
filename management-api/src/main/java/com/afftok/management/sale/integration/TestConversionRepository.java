package com.afftok.management.sale.integration;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The statements about test conversions.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface TestConversionRepository extends GenericRepository<TestConversionRepository.Row, Long> {

    /// A test conversion.
    @Introspected
    record Row(
            long id,
            String transactionId,
            @Nullable UUID clickId,
            long linkId,
            long offerId,
            long promoterId,
            String status,
            BigDecimal amount,
            String currency,
            BigDecimal commission,
            String commissionCurrency,
            @Nullable String goal,
            Instant createdAt) {}

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
    List<Row> list(long advertiser, long before, int most);
}
