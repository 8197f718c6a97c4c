package com.afftok.management.platform.mail;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The statements about the queue of mails.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface MailRepository extends GenericRepository<MailRow, Long> {

    /// Inserts a mail, unless 100,000 mails of the channel are queued, or the recipient has reached
    /// the limit for this kind.
    ///
    /// @param due false to insert a finished mail, which only counts for the limit
    /// @param since the beginning of the time to which the limit applies
    /// @param most the limit
    /// @return 1 if the mail was inserted, else 0
    @Query(
            """
            insert into mails (kind, channel, recipient, message, next_attempt_at, give_up_at,
                               finished_at, error)
            select :kind, :channel, :recipient,
                   case when :due then cast(:message as bytea) end,
                   case when :due then now() end,
                   :giveUpAt,
                   case when not :due then now() end,
                   case when not :due then 'it was not to be sent' end
             where (select count(*)
                      from (select from mails
                             where finished_at is null and channel = :channel
                             limit 100000) as waiting)
                   < 100000
               and (select count(*) from mails
                     where lower(recipient) = lower(:recipient) and kind = :kind and created_at > :since)
                   < :most
            """)
    int add(
            String kind,
            String channel,
            String recipient,
            byte[] message,
            boolean due,
            Instant giveUpAt,
            Instant since,
            int most);

    /// Leases the mail of a channel that has been due for the longest time. The mail is due again
    /// when the lease expires.
    ///
    /// @return the id of the mail; empty if none is due
    @Query(
            """
            update mails
               set attempts = attempts + 1, next_attempt_at = :lease
             where id = (select id from mails
                          where finished_at is null and channel = :channel
                            and next_attempt_at <= :now
                          order by next_attempt_at
                          limit 1
                            for update skip locked)
            returning id
            """)
    List<Long> take(String channel, Instant now, Instant lease);

    @Query(
            """
            select id, kind, recipient, message, attempts, give_up_at
              from mails
             where id = :id and finished_at is null
            """)
    Optional<MailRow> find(long id);

    @Query(
            """
            update mails
               set finished_at = :now, message = null, next_attempt_at = null, error = null
             where id = :id and finished_at is null
            """)
    void sent(long id, Instant now);

    @Query(
            """
            update mails
               set finished_at = :now, message = null, next_attempt_at = null, error = :error
             where id = :id and finished_at is null
            """)
    void gaveUp(long id, Instant now, String error);

    @Query(
            """
            update mails set next_attempt_at = :next, error = :error
             where id = :id and finished_at is null
            """)
    void retry(long id, Instant next, String error);

    /// Deletes mails that were finished before a time, the oldest first.
    ///
    /// @param most the maximum that one call deletes
    /// @return how many were deleted
    @Query(
            """
            delete from mails
             where id in (select id from mails where finished_at < :before
                           order by finished_at limit :most)
            """)
    int forget(Instant before, int most);
}
