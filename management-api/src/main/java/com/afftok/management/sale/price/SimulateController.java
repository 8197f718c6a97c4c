package com.afftok.management.sale.price;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.read.ReadInTime;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/// `/api/commissions/simulate`
@Controller("/api/commissions/simulate")
@ExecuteOn(TaskExecutors.BLOCKING)
@Allow({Permission.OWN_COMMISSIONS, Permission.OFFERS})
final class SimulateController {

    private final Simulate simulate;
    private final ReadInTime read;
    private final Answers answers;

    SimulateController(Simulate simulate, ReadInTime read, Answers answers) {
        this.simulate = simulate;
        this.read = read;
        this.answers = answers;
    }

    @Post
    HttpResponse<?> simulate(Caller caller, @Body SimulationRequest sale) {
        return read.answer(() -> answers.saved(simulate.run(caller, sale)));
    }
}
