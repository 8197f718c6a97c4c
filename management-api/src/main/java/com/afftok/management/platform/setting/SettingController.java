package com.afftok.management.platform.setting;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.FreshProof;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.InvalidRequest;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/// `/api/admin/settings`, and `/api/admin/recruiter-rates`: the shares of recruiters. Edges price
/// each conversion with the rates of that moment.
@Controller("/api/admin")
@ExecuteOn(TaskExecutors.BLOCKING)
@Allow(Permission.SETTINGS)
final class SettingController {

    private final SettingViews settings;
    private final RateRepository rates;
    private final ChangeSettings changes;
    private final Answers answers;

    SettingController(
            SettingViews settings, RateRepository rates, ChangeSettings changes, Answers answers) {
        this.settings = settings;
        this.rates = rates;
        this.changes = changes;
        this.answers = answers;
    }

    /// A new value of a setting. Read-only members may be sent back and are ignored.
    ///
    /// @param version of the setting that was changed
    @Serdeable
    @ExactMembers(besides = {"name", "description", "type", "usual", "min", "max"})
    record Change(JsonNode value, Integer version) {

        private static final int MOST_DIGITS = 10;

        Change {
            Fields fields = new Fields();
            version = fields.present("version", version);
            value = fields.present("value", value);
            fields.end();
        }

        /// @throws InvalidRequest if the setting can't have the value
        void check(Setting setting) {
            Fields fields = new Fields();
            switch (setting.kind()) {
                case Setting.Flag _ ->
                        fields.check(value.isBoolean(), "value", Problem.NOT_A_BOOLEAN);
                case Setting.WholeNumber(int _, int min, int max) ->
                        fields.check(
                                isBetween(value, min, max),
                                "value",
                                Problem.OUT_OF_RANGE,
                                min,
                                max);
                case Setting.Word word ->
                        fields.check(
                                value.isString() && word.isOne(value.getStringValue()),
                                "value",
                                Problem.WRONG_FORM,
                                0,
                                word.longest(),
                                "A-Z, a-z, 0-9, ., _ and -");
            }
            fields.end();
        }

        private static boolean isBetween(JsonNode value, int min, int max) {
            if (!value.isNumber()
                    || !value.coerceStringValue().matches("[0-9]{1," + MOST_DIGITS + "}")) {
                return false;
            }
            long number = Long.parseLong(value.coerceStringValue());
            return number >= min && number <= max;
        }
    }

    @Get("/settings")
    HttpResponse<?> list() {
        return answers.ok(new SettingView.All(settings.all()));
    }

    @Put("/settings/{name}")
    @FreshProof
    HttpResponse<?> change(
            HttpRequest<?> request, Caller.Admin caller, String name, @Body Change change) {
        Setting setting = Setting.of(name).orElse(null);
        if (setting == null) {
            return answers.failed(request, ErrorCode.ROUTE_001);
        }
        change.check(setting);
        return answer(
                request,
                changes.change(caller, setting, change.value(), change.version()).orElse(null));
    }

    @Get("/recruiter-rates")
    HttpResponse<?> rates() {
        return answers.ok(RecruiterRates.of(rates.list()));
    }

    @Put("/recruiter-rates")
    HttpResponse<?> change(
            HttpRequest<?> request, Caller.Admin caller, @Body RecruiterRates wanted) {
        return answer(request, changes.change(caller, wanted).orElse(null));
    }

    private HttpResponse<?> answer(HttpRequest<?> request, @Nullable Object changed) {
        return changed == null ? answers.failed(request, ErrorCode.STATE_001) : answers.ok(changed);
    }
}
