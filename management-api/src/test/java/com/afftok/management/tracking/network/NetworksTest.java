package com.afftok.management.tracking.network;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class NetworksTest {

    private final RunningApi api = RunningApi.shared();
    private final SignedIn manager = api.signedIn(Role.ADVERTISER_MANAGER);
    private final String name = "Network " + UUID.randomUUID();

    @Test
    void a_network_is_made_changed_archived_and_all_of_it_is_noted() {
        HttpResponse<String> made = make(name);
        String path = "/api/networks/" + member(made, "id");
        String change =
                "{\"version\":0,\"name\":\"%s\",\"website_url\":\"https://n.example.com/\"}"
                        .formatted(name);

        HttpResponse<String> changed = manager.put(path, change);
        HttpResponse<String> late = manager.put(path, change);
        HttpResponse<String> archived = manager.delete(path);

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(changed.body()).contains("https://n.example.com/", "\"version\":1");
        assertThat(late.body()).contains("STATE_001");
        assertThat(archived.body()).contains("\"status\":\"archived\"");
        assertThat(manager.delete(path).body()).contains("STATE_002");
        assertThat(
                        api.sql(
                                """
                                select count(*) from audit_log
                                 where object_type = 'network' and object_id = '%s'
                                """
                                        .formatted(member(made, "id"))))
                .isEqualTo(3);
    }

    @Test
    void an_archived_network_is_revived_by_nothing_but_being_activated() {
        String path = "/api/networks/" + member(make(name), "id");
        manager.delete(path);
        String change = "{\"version\":1,\"name\":\"%s\",\"status\":\"active\"}".formatted(name);

        HttpResponse<String> put = manager.put(path, change);

        assertThat(put.statusCode()).isEqualTo(409);
        assertThat(put.body()).contains("STATE_002");
        assertThat(manager.get(path).body()).contains("\"status\":\"archived\"");
        assertThat(api.signedIn(Role.PROMOTER).post(path + "/activate", "").body())
                .contains("PERM_001");
        assertThat(manager.post(path + "/activate", "").body())
                .contains("\"status\":\"active\"", "\"version\":2");
        assertThat(manager.post(path + "/activate", "").body()).contains("STATE_002");
    }

    @Test
    void a_name_is_one_networks_alone_in_capitals_or_not() {
        make(name);
        String other = member(make(name + " 2"), "id");

        HttpResponse<String> taken = make(name.toUpperCase(Locale.ROOT));
        HttpResponse<String> renamed =
                manager.put(
                        "/api/networks/" + other,
                        "{\"version\":0,\"name\":\"%s\"}".formatted(name));

        assertThat(taken.body()).contains("STATE_003");
        assertThat(renamed.body()).contains("STATE_003");
    }

    @Test
    void networks_are_seen_by_those_who_may_and_changed_by_few() {
        String path = "/api/networks/" + member(make(name), "id");
        SignedIn promoter = api.signedIn(Role.PROMOTER);

        assertThat(promoter.get(path).body()).contains(name);
        assertThat(promoter.get("/api/networks?limit=1").body()).contains("\"limit\":1");
        assertThat(promoter.delete(path).body()).contains("PERM_001");
        assertThat(promoter.get("/api/networks/999999999").body()).contains("ROUTE_001");
        assertThat(manager.post("/api/networks", "{\"name\":\" \",\"logo_url\":\"x\"}").body())
                .contains("\"field\":\"name\"", "\"field\":\"logo_url\"");
    }

    private HttpResponse<String> make(String called) {
        return manager.post("/api/networks", "{\"name\":\"%s\"}".formatted(called));
    }
}
