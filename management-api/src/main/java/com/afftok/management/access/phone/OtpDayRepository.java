package com.afftok.management.access.phone;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

/// The statements about the number of codes on a day, named by its beginning.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface OtpDayRepository extends GenericRepository<OtpDayRow, String> {

    @Query(
            """
            insert into otp_days (day, country)
            values (:day, ''), (:day, :country)
            on conflict do nothing
            """)
    void begin(Instant day, String country);

    /// The total and the country, locked in this order until the transaction ends.
    @Query(
            """
            select country, requests, others from otp_days
             where day = :day and country in ('', :country)
             order by country
               for update
            """)
    List<OtpDayRow> lock(Instant day, String country);

    /// Counts codes, or does the same work.
    ///
    /// @param requests how many are added; none without a message
    /// @param others how many of them are for numbers of no user
    @Query(
            """
            update otp_days set requests = requests + :requests, others = others + :others
             where day = :day and country in ('', :country)
            """)
    void count(Instant day, String country, int requests, int others);

    /// Deletes those before a time.
    ///
    /// @return how many were deleted
    @Query("delete from otp_days where day < :before")
    int forget(Instant before);
}
