package com.afftok.management.platform.idempotency;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.request.ExactMembers;
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

/// Endpoints that count their executions.
@Controller("/once")
@Allow(Permission.OWN_ACCOUNT)
@ExecuteOn(TaskExecutors.BLOCKING)
final class OnceController {

    static final AtomicInteger DONE = new AtomicInteger();
    static final CountDownLatch ENTERED = new CountDownLatch(1);
    static final CountDownLatch RELEASED = new CountDownLatch(1);
    static final CountDownLatch OVERTAKEN = new CountDownLatch(1);
    static final CountDownLatch OVERTOOK = new CountDownLatch(1);

    private final WriteOnce once;
    private final Answers answers;

    OnceController(WriteOnce once, Answers answers) {
        this.once = once;
        this.answers = answers;
    }

    @Serdeable
    @ExactMembers
    record Order(BigDecimal amount) {}

    @Post("/orders")
    @Idempotent
    HttpResponse<?> order(@Body Order order) {
        return answers.created(
                Map.of("number", once.write(DONE::incrementAndGet), "of", order.amount()));
    }

    @Post("/slow")
    @Idempotent
    HttpResponse<?> slow(@Body Order order) throws InterruptedException {
        ENTERED.countDown();
        boolean released = RELEASED.await(20, TimeUnit.SECONDS);
        return answers.ok(once.write(() -> released ? order.amount() : BigDecimal.ZERO));
    }

    /// Waits, the first time, for another request that acquires its key.
    @Post("/overtaken")
    @Idempotent
    HttpResponse<?> overtaken(@Body Order order) throws InterruptedException {
        boolean isFirst = OVERTAKEN.getCount() > 0;
        OVERTAKEN.countDown();
        if (isFirst && !OVERTOOK.await(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("nobody came");
        }
        BigDecimal done = once.write(order::amount);
        OVERTOOK.countDown();
        return answers.ok(done);
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

    /// Writes, and fails afterwards.
    @Post("/half")
    @Idempotent
    HttpResponse<?> half(@Body Order order) {
        once.write(DONE::incrementAndGet);
        throw new IllegalStateException("broken after " + order.amount());
    }

    /// Writes without using its key.
    @Post("/apart")
    @Idempotent
    HttpResponse<?> apart() {
        return answers.ok(DONE.incrementAndGet());
    }

    @Post("/long")
    @Idempotent
    HttpResponse<?> endless() {
        return answers.ok(once.write(() -> "x".repeat(70_000)));
    }

    @Post("/any")
    HttpResponse<?> any() {
        return answers.ok(DONE.incrementAndGet());
    }
}
