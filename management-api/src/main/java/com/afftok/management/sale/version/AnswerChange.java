package com.afftok.management.sale.version;

import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.request.Detail;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.util.function.Function;

/// Answers a change of terms.
@Singleton
public final class AnswerChange {

    private final Answers answers;

    AnswerChange(Answers answers) {
        this.answers = answers;
    }

    /// Answers the creation of terms.
    ///
    /// @param view of the terms after the change
    /// @param existing view of terms that conflict with the request
    public <T> HttpResponse<?> created(
            HttpRequest<?> request,
            Changed<T> changed,
            Function<T, ?> view,
            Function<T, ?> existing) {
        return changed instanceof Changed.Saved<T>(T after)
                ? answers.created(view.apply(after))
                : answer(request, changed, view, existing);
    }

    /// Answers a change of terms that exist.
    public <T> HttpResponse<?> answer(
            HttpRequest<?> request,
            Changed<T> changed,
            Function<T, ?> view,
            Function<T, ?> existing) {
        return switch (changed) {
            case Changed.Saved<T>(T after) -> answers.ok(view.apply(after));
            case Changed.Refused<T>(var code, var why) ->
                    answers.failed(request, code, why.toArray(Detail[]::new));
            case Changed.Conflict<T>(var code, T there, var why) ->
                    answers.exists(
                            request, code, existing.apply(there), why.toArray(Detail[]::new));
        };
    }
}
