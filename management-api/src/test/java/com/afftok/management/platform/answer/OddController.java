package com.afftok.management.platform.answer;

import com.afftok.management.access.AllowAnyone;
import com.afftok.management.platform.request.Fields;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Endpoints for unusual answers.
@Controller("/odd")
@AllowAnyone
@ExecuteOn(TaskExecutors.BLOCKING)
public final class OddController {

    public static final CountDownLatch ENTERED = new CountDownLatch(1);
    public static final CountDownLatch RELEASED = new CountDownLatch(1);

    private final Answers answers;

    OddController(Answers answers) {
        this.answers = answers;
    }

    enum Colour {
        RED,
        BLUE
    }

    @Serdeable
    record Line(int quantity, BigDecimal unitPrice) {
        Line {
            if (quantity < 0) {
                throw new IllegalArgumentException("the secret is 42");
            }
        }
    }

    @Serdeable
    record Order(String customer, Colour colour, Instant placedAt, List<Line> orderLines) {}

    @Post("/orders")
    Object order(@Body Order order) {
        return answers.ok(order);
    }

    @Get("/pages")
    Object page(
            @QueryValue("page_number") int pageNumber,
            @QueryValue(defaultValue = "RED") Colour colour) {
        return answers.ok(List.of(pageNumber, colour));
    }

    /// A record parsed in its constructor.
    @Serdeable
    @Introspected
    record Parcel(@QueryValue @Nullable String sender, @QueryValue @Nullable Integer weight) {

        Parcel {
            Fields fields = new Fields();
            sender = fields.nameOrNull("sender", sender, 5);
            weight = fields.between("weight", weight, 1, 30, 2);
            fields.end();
        }
    }

    @Post("/parcels")
    Object parcel(@Body Parcel parcel) {
        return answers.ok(parcel);
    }

    @Get("/parcels")
    Object parcels(@RequestBean Parcel parcel) {
        return answers.ok(parcel);
    }

    @Serdeable
    record Shipment(Parcel parcel, List<Parcel> others) {}

    @Post("/shipments")
    Object shipment(@Body Shipment shipment) {
        return answers.ok(shipment);
    }

    @Get("/broken")
    Object broken() {
        return answers.ok(Integer.parseInt("the secret is 42"));
    }

    /// A statement that PostgreSQL has ended for another transaction.
    @Get("/deadlock")
    Object deadlock() {
        return answers.ok(
                Optional.empty()
                        .orElseThrow(() ->
                                new DataAccessException(
                                        "Error", new SQLException("deadlock detected", "40P01"))));
    }

    /// Answers when the test allows it.
    @Get("/slow")
    Object slow() throws InterruptedException {
        ENTERED.countDown();
        return answers.ok(RELEASED.await(20, TimeUnit.SECONDS));
    }
}
