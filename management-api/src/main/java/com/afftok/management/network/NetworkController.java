package com.afftok.management.network;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.answer.Answers;
import com.afftok.management.answer.Checks;
import com.afftok.management.answer.Pagination;
import com.afftok.management.answer.Paging;
import com.afftok.management.read.ReadInTime;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.NetworkId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `/api/networks`
@Controller("/api/networks")
@ExecuteOn(TaskExecutors.BLOCKING)
final class NetworkController {

    private static final Set<String> STATUSES = Set.of("active", "paused", "archived");

    private final NetworkRepository networks;
    private final SaveNetwork save;
    private final ReadInTime read;
    private final Answers answers;

    NetworkController(
            NetworkRepository networks, SaveNetwork save, ReadInTime read, Answers answers) {
        this.networks = networks;
        this.save = save;
        this.read = read;
        this.answers = answers;
    }

    @Serdeable
    record NetworkList(List<NetworkRow> networks, Pagination pagination) {}

    @Get
    @Allow(Permission.NETWORKS_VIEW)
    HttpResponse<?> list(
            HttpRequest<?> request,
            @QueryValue @Nullable Integer page,
            @QueryValue @Nullable Integer limit,
            @QueryValue @Nullable String status) {
        Checks checks = new Checks().oneOf("status", status, STATUSES);
        Paging paging = Paging.of(page, limit, checks);
        return checks.found()
                ? answers.invalid(request, checks.problems())
                : read.answer(
                        request,
                        () ->
                                answers.ok(
                                        new NetworkList(
                                                networks.list(
                                                        status, paging.limit(), paging.offset()),
                                                Pagination.of(paging, networks.count(status)))));
    }

    @Get("/{id}")
    @Allow(Permission.NETWORKS_VIEW)
    HttpResponse<?> network(HttpRequest<?> request, NetworkId id) {
        Optional<NetworkRow> found = networks.find(id.value());
        return found.isPresent()
                ? answers.ok(found.get())
                : answers.failed(request, ErrorCode.ROUTE_001);
    }

    @Post
    @Allow(Permission.NETWORKS)
    HttpResponse<?> make(
            HttpRequest<?> request, Caller.Admin caller, @Body NetworkRequest network) {
        Checks checks = new Checks();
        network.check(checks);
        if (checks.found()) {
            return answers.invalid(request, checks.problems());
        }
        return switch (save.make(caller, network)) {
            case SaveNetwork.Outcome.Saved saved -> answers.created(saved.network());
            case SaveNetwork.Outcome.Refused refused -> answers.failed(request, refused.code());
        };
    }

    @Put("/{id}")
    @Allow(Permission.NETWORKS)
    HttpResponse<?> replace(
            HttpRequest<?> request,
            Caller.Admin caller,
            NetworkId id,
            @Body NetworkRequest network) {
        Optional<NetworkRow> before = networks.find(id.value());
        if (before.isEmpty()) {
            return answers.failed(request, ErrorCode.ROUTE_001);
        }
        Checks checks = new Checks().present("version", network.version());
        network.check(checks);
        return checks.found()
                ? answers.invalid(request, checks.problems())
                : answer(request, save.replace(caller, before.get(), network));
    }

    @Delete("/{id}")
    @Allow(Permission.NETWORKS)
    HttpResponse<?> delete(HttpRequest<?> request, Caller.Admin caller, NetworkId id) {
        Optional<NetworkRow> before = networks.find(id.value());
        return before.isPresent()
                ? answer(request, save.archive(caller, before.get()))
                : answers.failed(request, ErrorCode.ROUTE_001);
    }

    @Post("/{id}/activate")
    @Allow(Permission.NETWORKS)
    HttpResponse<?> activate(HttpRequest<?> request, Caller.Admin caller, NetworkId id) {
        Optional<NetworkRow> before = networks.find(id.value());
        return before.isPresent()
                ? answer(request, save.activate(caller, before.get()))
                : answers.failed(request, ErrorCode.ROUTE_001);
    }

    private HttpResponse<?> answer(HttpRequest<?> request, SaveNetwork.Outcome outcome) {
        return switch (outcome) {
            case SaveNetwork.Outcome.Saved saved -> answers.ok(saved.network());
            case SaveNetwork.Outcome.Refused refused -> answers.failed(request, refused.code());
        };
    }
}
