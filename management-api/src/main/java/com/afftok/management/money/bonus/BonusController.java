package com.afftok.management.money.bonus;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.FreshProof;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.idempotency.Idempotent;
import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.read.ReadInTime;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/api/bonuses`
@Controller("/api/bonuses")
@ExecuteOn(TaskExecutors.BLOCKING)
final class BonusController {

    private final BonusRepository bonuses;
    private final GiveBonus give;
    private final ReadInTime read;
    private final Answers answers;

    BonusController(BonusRepository bonuses, GiveBonus give, ReadInTime read, Answers answers) {
        this.bonuses = bonuses;
        this.give = give;
        this.read = read;
        this.answers = answers;
    }

    @Serdeable
    record Page(List<BonusView> bonuses, @Nullable String nextCursor) {}

    @Get
    @Allow({Permission.OWN_BALANCE, Permission.PAYOUTS})
    HttpResponse<?> list(Caller caller, @RequestBean BonusSearch search) {
        Keyset asked = Keyset.of("bonuses", caller, search.cursor(), search.limit());
        return read.answer(() -> {
            List<BonusRow> rows = bonuses.list(caller, search, asked.read());
            return answers.ok(
                    new Page(
                            asked.shown(rows, row -> BonusView.of(row, caller)),
                            asked.next(rows, row -> Cursor.after(row.id()))));
        });
    }

    @Get("/{id}")
    @Allow({Permission.OWN_BALANCE, Permission.PAYOUTS})
    HttpResponse<?> bonus(Caller caller, long id) {
        return answers.found(
                bonuses.find(id, caller).map(row -> BonusView.of(row, caller)).orElse(null),
                ErrorCode.ROUTE_001);
    }

    @Post
    @FreshProof
    @Idempotent
    @Allow(Permission.OWN_BONUSES)
    HttpResponse<?> give(Caller.Advertiser caller, @Body BonusRequest wanted) {
        return answers.created(give.give(caller, wanted), row -> BonusView.of(row, caller));
    }
}
