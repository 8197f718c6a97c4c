package com.afftok.management.money.earning;

import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Statements;
import jakarta.inject.Singleton;
import java.util.List;

/// The statements that read the recruits of a promoter and what they earn it.
@Singleton
final class RecruitRepository {

    private static final Columns<RecruitRow> RECRUIT = Columns.of(RecruitRow.class);
    private static final Columns<RecruitEarningRow> EARNING = Columns.of(RecruitEarningRow.class);

    private static final String RECRUITS =
            """
            with first as (
                select id, created_at from accounts where recruiter_id = ?),
            second as (
                select a.id, a.created_at from accounts a join first on a.recruiter_id = first.id),
            third as (
                select a.id, a.created_at from accounts a join second on a.recruiter_id = second.id)
            select id, level, created_at
              from (select id, 1, created_at from first
                     union all select id, 2, created_at from second
                     union all select id, 3, created_at from third) as r (id, level, created_at)
             where id < ?
             order by id desc
             limit ?
            """;

    private static final String EARNINGS =
            """
            select promoter_id, currency, sum(pending) as pending, sum(approved) as approved
              from referral_earnings
             where recruiter_id = ? and promoter_id = any (?)
             group by promoter_id, currency
             order by promoter_id, currency
            """;

    private final Statements statements;

    RecruitRepository(Statements statements) {
        this.statements = statements;
    }

    /// Newest first.
    List<RecruitRow> list(long recruiter, long before, int limit) {
        return statements.list(RECRUIT, sql -> sql.resultQuery(RECRUITS, recruiter, before, limit));
    }

    /// By promoter and currency.
    List<RecruitEarningRow> earnings(long recruiter, List<Long> promoters) {
        return statements.list(
                EARNING,
                sql -> sql.resultQuery(EARNINGS, recruiter, promoters.toArray(Long[]::new)));
    }
}
