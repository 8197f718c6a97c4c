package com.afftok.management.money.payout.provider;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.FreshProof;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.read.ReadInTime;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.PayoutId;
import io.micronaut.http.HttpRequest;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `/api/admin/payout-sends`: payouts that providers pay.
@Controller("/api/admin/payout-sends")
@Allow(Permission.PAYOUTS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SendController {

    private final SendRepository sends;
    private final SendPayout send;
    private final ReadInTime read;
    private final Answers answers;

    SendController(SendRepository sends, SendPayout send, ReadInTime read, Answers answers) {
        this.sends = sends;
        this.send = send;
        this.read = read;
        this.answers = answers;
    }

    @Serdeable
    record SendList(List<SendView> sends, @Nullable String nextCursor) {}

    @Serdeable
    @ExactMembers
    record Send(Long payoutId, String provider) {

        Send {
            Fields fields = new Fields();
            payoutId = fields.id("payout_id", payoutId);
            provider =
                    fields.oneOf(
                            "provider",
                            provider,
                            Set.of(ManualProvider.NAME, SandboxProvider.NAME));
            fields.end();
        }
    }

    @Get
    HttpResponse<?> list(Caller.Admin caller, @RequestBean SendSearch search) {
        Keyset asked = Keyset.of("payout sends", caller, search.cursor(), search.limit());
        return read.answer(() -> {
            List<SendRow> rows = sends.list(search, asked.read());
            return answers.ok(
                    new SendList(
                            asked.shown(rows, SendView::of),
                            asked.next(rows, row -> Cursor.after(row.payoutId()))));
        });
    }

    @Post
    @FreshProof
    HttpResponse<?> send(HttpRequest<?> request, Caller.Admin caller, @Body Send body) {
        return switch (send.send(caller, new PayoutId(body.payoutId()), body.provider())) {
            case SendPayout.Outcome.Sent(SendRow now) ->
                    HttpResponse.accepted().body(answers.ok(SendView.of(now)).body());
            case SendPayout.Outcome.Unknown _ ->
                    answers.invalid(request, List.of(Problem.NOT_A_PAYOUT.with("payout_id")));
            case SendPayout.Outcome.Impossible(Detail why) ->
                    answers.failed(request, ErrorCode.PAYOUT_002, why);
        };
    }
}
