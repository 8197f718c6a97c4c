package com.afftok.management.money.earning;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.IdKeyset;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.read.ReadInTime;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// `/api/referrals`: the recruits of a promoter, as numbers without names.
@Controller("/api/referrals")
@Allow(Permission.OWN_REFERRALS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ReferralController {

    private final RecruitRepository recruits;
    private final ReadInTime read;
    private final Answers answers;

    ReferralController(RecruitRepository recruits, ReadInTime read, Answers answers) {
        this.recruits = recruits;
        this.read = read;
        this.answers = answers;
    }

    /// @param level 1 for a recruit, 2 and 3 for recruits of recruits
    @Serdeable
    record Referral(long promoterId, int level, Instant since, List<Earned> earned) {

        static Referral of(RecruitRow row, Map<Long, List<RecruitEarningRow>> earned) {
            return new Referral(
                    row.id(),
                    row.level(),
                    row.createdAt(),
                    earned.getOrDefault(row.id(), List.of()).stream().map(Earned::of).toList());
        }
    }

    /// What the sales of a recruit earned the caller.
    ///
    /// @param approved less reversals
    @Serdeable
    record Earned(String currency, BigDecimal pending, BigDecimal approved) {

        static Earned of(RecruitEarningRow row) {
            Currency currency = Currency.of(row.currency());
            return new Earned(
                    row.currency(),
                    Money.of(row.pending(), currency).toBigDecimal(),
                    Money.of(row.approved(), currency).toBigDecimal());
        }
    }

    @Serdeable
    record ReferralList(List<Referral> referrals, @Nullable String nextCursor) {}

    @Get
    HttpResponse<?> list(Caller.Promoter caller, @RequestBean IdKeyset page) {
        long own = caller.account().value();
        Keyset asked = page.keyset("referrals", caller);
        return read.answer(() -> {
            List<RecruitRow> rows = recruits.list(own, page.before(), asked.read());
            Map<Long, List<RecruitEarningRow>> earned =
                    recruits
                            .earnings(own, asked.shown(rows).stream().map(RecruitRow::id).toList())
                            .stream()
                            .collect(Collectors.groupingBy(RecruitEarningRow::promoterId));
            return answers.ok(
                    new ReferralList(
                            asked.shown(rows, row -> Referral.of(row, earned)),
                            asked.next(rows, row -> Cursor.after(row.id()))));
        });
    }
}
