package com.afftok.edge.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SharedQuestionTest {

    private final AtomicLong now = new AtomicLong();
    private final List<Promise<String>> asked = new ArrayList<>();
    private final SharedQuestion<String> question =
            new SharedQuestion<>(this::send, Duration.ofSeconds(1), now::get);

    @Test
    void all_who_ask_before_the_answer_get_the_same_one() {
        List<Future<String>> answers = List.of(question.ask(), question.ask(), question.ask());

        assertThat(asked).hasSize(1);
        asked.getFirst().complete("up");
        assertThat(answers).allMatch(answer -> answer.result().equals("up"));
    }

    @Test
    void an_answer_is_shared_for_as_long_as_it_is_fresh() {
        question.ask();
        asked.getFirst().complete("up");

        now.addAndGet(Duration.ofMillis(999).toNanos());

        assertThat(question.ask().result()).isEqualTo("up");
        assertThat(asked).hasSize(1);
    }

    @Test
    void a_question_is_asked_again_when_its_answer_is_no_longer_fresh() {
        question.ask();
        asked.getFirst().complete("up");

        now.addAndGet(Duration.ofSeconds(1).toNanos());
        Future<String> answer = question.ask();

        assertThat(asked).hasSize(2);
        asked.getLast().complete("down");
        assertThat(answer.result()).isEqualTo("down");
    }

    @Test
    void a_question_that_is_under_way_is_not_asked_again_however_long_it_takes() {
        question.ask();

        now.addAndGet(Duration.ofMinutes(1).toNanos());
        question.ask();

        assertThat(asked).hasSize(1);
    }

    private Future<String> send() {
        Promise<String> promise = Promise.promise();
        asked.add(promise);
        return promise.future();
    }
}
