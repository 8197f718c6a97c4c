package com.afftok.management.sale.manual;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.sale.conversion.ConversionDetails;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/// `POST /api/conversions`
@Controller("/api/conversions")
@Allow({Permission.OWN_CONVERSIONS_DECIDE, Permission.CONVERSIONS_DECIDE})
@ExecuteOn(TaskExecutors.BLOCKING)
final class ManualController {

    private final RecordManually record;
    private final Answers answers;

    ManualController(RecordManually record, Answers answers) {
        this.record = record;
        this.answers = answers;
    }

    @Post
    HttpResponse<?> record(HttpRequest<?> request, Caller caller, @Body ManualSale sale) {
        return switch (record.record(caller, sale)) {
            case RecordManually.Outcome.Recorded(ConversionDetails conversion) ->
                    answers.created(conversion);
            case RecordManually.Outcome.Exists(ConversionDetails conversion) ->
                    answers.exists(request, ErrorCode.CONV_002, conversion);
            case RecordManually.Outcome.Refused(var code, var why) ->
                    answers.failed(request, code, why.toArray(Detail[]::new));
        };
    }
}
