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

    /// Adds one, unless too many wait, or so many of this kind were added for the recipient since a
    /// time.
    ///
    /// @param due false to add it as one that has ended
    /// @return how many were added
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

    /// Takes the mail of a channel that is due for the longest time, until the lease ends; then it
    /// is due again.
    ///
    /// @return its id, if there is one
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

    /// Deletes those that ended before a time, some of them at once.
    ///
    /// @return how many were deleted
    @Query(
            """
            delete from mails
             where id in (select id from mails where finished_at < :before
                           order by finished_at limit :most)
            """)
    int forget(Instant before, int most);
}
