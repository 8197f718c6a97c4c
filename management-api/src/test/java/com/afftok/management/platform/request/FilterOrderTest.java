package com.afftok.management.platform.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.web.router.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The order in which the router runs the filters.
final class FilterOrderTest {

    private static final Pattern OURS =
            Pattern.compile("com\\.afftok\\.management\\.[a-z.]*([A-Z][A-Za-z]*)");

    private final Router router = RunningApi.shared().part(Router.class);

    @Test
    void who_may_not_ask_is_sent_away_before_anything_else_looks_at_the_request() {
        List<String> names = new ArrayList<>();
        List<Integer> orders = new ArrayList<>();
        for (Object filter : router.findFilters(HttpRequest.POST("/api/links", ""))) {
            Matcher name = OURS.matcher(filter.toString());
            if (name.find()) {
                names.add(name.group(1));
                orders.add(((Ordered) filter).getOrder());
            }
        }

        assertThat(names)
                .containsExactlyInAnyOrder(
                        "AnswerHeaders",
                        "TellLimits",
                        "GuardEndpoints",
                        "CheckQuery",
                        "AnswerOnce",
                        "TagAnswers")
                .containsSubsequence(
                        "AnswerHeaders",
                        "TellLimits",
                        "GuardEndpoints",
                        "CheckQuery",
                        "AnswerOnce");
        assertThat(orders).as("of " + names).doesNotHaveDuplicates();
    }
}
