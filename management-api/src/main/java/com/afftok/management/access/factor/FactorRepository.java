package com.afftok.management.access.factor;

import com.afftok.management.access.AddedWayIn;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statements about second factors. The owner is either a user or an administrator.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface FactorRepository extends GenericRepository<FactorRow, Long>, AddedWayIn {

    @Query("select email from admin_users where id = :admin")
    String findAdminsEmail(long admin);

    @Query("select id from admin_users where id = :admin for update")
    Optional<Long> lockAdmin(long admin);

    @Query(
            """
            select id, secret, enrolled_at from second_factors
             where user_id = :user or admin_id = :admin
            """)
    Optional<FactorRow> find(@Nullable Long user, @Nullable Long admin);

    /// The number of recovery codes that were not used.
    @Query("select count(*) from recovery_codes where factor_id = :factor and used_at is null")
    long codesLeft(long factor);

    /// Deletes an enrolment whose first code was not confirmed.
    @Query(
            """
            delete from second_factors
             where (user_id = :user or admin_id = :admin) and enrolled_at is null
            """)
    void deleteUnconfirmed(@Nullable Long user, @Nullable Long admin);

    /// Begins an enrolment, unless there is another one, or the user is closed.
    ///
    /// @return how many were begun
    @Query(
            """
            insert into second_factors (user_id, admin_id, secret)
            select cast(:user as bigint), cast(:admin as bigint), :sealed
             where not exists (select from users
                                where id = cast(:user as bigint) and status = 'closed')
            on conflict do nothing
            """)
    int add(@Nullable Long user, @Nullable Long admin, byte[] sealed);

    /// Activates the second factor.
    ///
    /// @param factor for which a code was proven
    /// @return how many were activated: none if it is active, or was replaced meanwhile
    @Query(
            """
            update second_factors set enrolled_at = :now
             where id = :factor and (user_id = :user or admin_id = :admin) and enrolled_at is null
            """)
    int enrol(long factor, @Nullable Long user, @Nullable Long admin, Instant now);

    /// Deletes the second factor with its recovery codes.
    @Query("delete from second_factors where user_id = :user or admin_id = :admin")
    void delete(@Nullable Long user, @Nullable Long admin);

    @Override
    default void removeAll(long user) {
        delete(user, null);
    }

    /// Marks a time step and all earlier ones as used.
    ///
    /// @return how many were marked: none if it was used before
    @Query(
            """
            update second_factors set last_step = :step
             where id = :factor and (user_id = :user or admin_id = :admin)
               and (last_step is null or last_step < :step)
            """)
    int useStep(long factor, @Nullable Long user, @Nullable Long admin, long step);

    @Query(
            """
            delete from recovery_codes
             where factor_id in (select id from second_factors
                                  where user_id = :user or admin_id = :admin)
            """)
    void deleteRecoveryCodes(@Nullable Long user, @Nullable Long admin);

    @Query(
            """
            insert into recovery_codes (factor_id, code_hash)
            select id, :hash from second_factors where user_id = :user or admin_id = :admin
            """)
    void addRecoveryCode(@Nullable Long user, @Nullable Long admin, byte[] hash);

    /// Uses a recovery code.
    ///
    /// @return how many were used: none if it does not exist or was used before
    @Query(
            """
            update recovery_codes set used_at = :now
             where code_hash = :hash and used_at is null
               and factor_id in (select id from second_factors
                                  where user_id = :user or admin_id = :admin)
            """)
    int useRecoveryCode(@Nullable Long user, @Nullable Long admin, byte[] hash, Instant now);
}
