package com.afftok.management.idempotency;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Permission;
import com.afftok.management.answer.Answers;
import com.afftok.management.answer.ExactMembers;
import com.afftok.management.answer.Idempotent;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Endpoints that count how often they did what they were asked.
@Controller("/once")
@Allow(Permission.OWN_ACCOUNT)
@ExecuteOn(TaskExecutors.BLOCKING)
final class OnceController {

    static final AtomicInteger DONE = new AtomicInteger();
    static final CountDownLatch ENTERED = new CountDownLatch(1);
    static final CountDownLatch RELEASED = new CountDownLatch(1);

    private final Answers answers;

    OnceController(Answers answers) {
        this.answers = answers;
    }

    @Serdeable
    @ExactMembers
    record Order(BigDecimal amount) {}

    @Post("/orders")
    @Idempotent
    HttpResponse<?> order(@Body Order order) {
        return answers.created(Map.of("number", DONE.incrementAndGet(), "of", order.amount()));
    }

    @Post("/slow")
    @Idempotent
    HttpResponse<?> slow(@Body Order order) throws InterruptedException {
        ENTERED.countDown();
        return answers.ok(RELEASED.await(20, TimeUnit.SECONDS) ? order.amount() : BigDecimal.ZERO);
    }

    @Post("/refused")
    @Idempotent
    HttpResponse<?> refused(HttpRequest<?> request) {
        DONE.incrementAndGet();
        return answers.failed(request, ErrorCode.PAYOUT_001);
    }

    @Post("/broken")
    @Idempotent
    HttpResponse<?> broken() {
        DONE.incrementAndGet();
        throw new IllegalStateException("broken");
    }

    @Post("/long")
    @Idempotent
    HttpResponse<?> endless() {
        return answers.ok("x".repeat(70_000));
    }

    @Post("/any")
    HttpResponse<?> any() {
        return answers.ok(DONE.incrementAndGet());
    }
}
