package com.afftok.management.money.payout.answer;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.FreshProof;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/// `/api/admin/payout-batches/{id}/answers`
@Controller("/api/admin/payout-batches/{id}/answers")
@Allow(Permission.PAYOUTS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class AnswerController {

    private final ImportAnswers answered;
    private final Answers answers;

    AnswerController(ImportAnswers answered, Answers answers) {
        this.answered = answered;
        this.answers = answers;
    }

    @Post
    @FreshProof
    HttpResponse<?> read(Caller.Admin caller, long id, @Body AnswerRequest body) {
        return answers.saved(answered.read(caller, id, body.csv()));
    }
}
