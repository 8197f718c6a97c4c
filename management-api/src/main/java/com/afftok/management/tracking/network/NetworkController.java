package com.afftok.management.tracking.network;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.page.Paging;
import com.afftok.management.platform.read.ReadInTime;
import com.afftok.management.platform.request.Fields;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.NetworkId;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/// `/api/networks`
@Controller("/api/networks")
@ExecuteOn(TaskExecutors.BLOCKING)
final class NetworkController {

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

    @Introspected
    record Search(
            @QueryValue @Nullable Integer page,
            @QueryValue @Nullable Integer limit,
            @QueryValue @Nullable String status) {

        Search {
            Fields fields = new Fields();
            Paging.check(fields, page, limit);
            fields.oneOfOrNull("status", status, SaveNetwork.STATUSES);
            fields.end();
        }
    }

    @Get
    @Allow(Permission.NETWORKS_VIEW)
    HttpResponse<?> list(@RequestBean Search search) {
        Paging paging = Paging.of(search.page(), search.limit());
        return read.answer(() -> answers.ok(networks.list(search.status(), paging)));
    }

    @Get("/{id}")
    @Allow(Permission.NETWORKS_VIEW)
    HttpResponse<?> network(NetworkId id) {
        return answers.found(networks.find(id.value()).orElse(null), ErrorCode.ROUTE_001);
    }

    @Post
    @Allow(Permission.NETWORKS)
    HttpResponse<?> make(Caller.Admin caller, @Body SaveNetwork.Wanted network) {
        return answers.created(save.make(caller, network));
    }

    @Put("/{id}")
    @Allow(Permission.NETWORKS)
    HttpResponse<?> replace(Caller.Admin caller, NetworkId id, @Body SaveNetwork.Wanted network) {
        return answers.saved(save.replace(caller, id, network));
    }

    @Delete("/{id}")
    @Allow(Permission.NETWORKS)
    HttpResponse<?> delete(Caller.Admin caller, NetworkId id) {
        return answers.saved(save.move(caller, id, "archived", "network.archive"));
    }

    @Post("/{id}/activate")
    @Allow(Permission.NETWORKS)
    HttpResponse<?> activate(Caller.Admin caller, NetworkId id) {
        return answers.saved(save.move(caller, id, "active", "network.activate"));
    }
}
