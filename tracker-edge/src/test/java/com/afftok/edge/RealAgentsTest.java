package com.afftok.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.visitor.agent.AgentLists;
import com.afftok.edge.visitor.agent.AgentLists.Person;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Real browsers, apps and programs with their headers, at an edge with default settings.
class RealAgentsTest {

    private static final Set<String> BROWSERS =
            Set.of("Chrome", "Safari", "Firefox", "Edge", "Samsung Internet");
    private static final Set<String> APPS =
            Set.of("Instagram", "Facebook", "TikTok", "Snapchat", "WhatsApp");
    private static final List<String> PROGRAMS =
            List.of("curl/", "python-requests/", "HeadlessChrome/", "Scrapy/", "Googlebot/");

    /// Home and mobile networks: Saudi Arabia, Emirates, Egypt, Germany, United States, India.
    private static final List<String> NETWORKS =
            List.of(
                    "188.54.%d.%d",
                    "86.96.%d.%d",
                    "41.32.%d.%d",
                    "84.140.%d.%d",
                    "73.162.%d.%d",
                    "172.56.%d.%d",
                    "49.36.%d.%d",
                    "2607:fb90:%x:%x::1",
                    "2003:e1:%x:%x::1");

    private static final String CHROMIUM_PAGES =
            "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,"
                    + "image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7";
    private static final String PAGES =
            "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    private static final AtomicInteger VISITS = new AtomicInteger();

    private static RunningServers servers;
    private static RunningEdge edge;

    @BeforeAll
    static void start() throws Exception {
        servers = RunningServers.start();
        Database database = servers.database();
        database.addParties();
        database.addLink(1, "https://shop.example.com/");
        edge = servers.edge();
    }

    @AfterAll
    static void stop() throws Exception {
        edge.close();
        servers.close();
    }

    static Stream<Person> people() {
        return AgentLists.people().stream()
                .filter(who -> BROWSERS.contains(who.browser()) || APPS.contains(who.browser()));
    }

    static Stream<String> programs() {
        return AgentLists.programs().stream()
                .filter(agent -> PROGRAMS.stream().anyMatch(agent::contains));
    }

    @ParameterizedTest
    @MethodSource("people")
    void a_person_on_any_network_at_home_or_on_the_way_goes_to_the_shop(Person who) {
        for (String network : NETWORKS) {
            HttpResponse<String> answer = click(network, who.userAgent(), headers(who));

            assertThat(answer.statusCode()).as(network).isEqualTo(302);
            assertThat(Double.parseDouble(header(answer, "X-Fraud-Score")))
                    .as(network)
                    .isLessThan(0.20);
            assertThat(header(answer, "X-Country")).as(network).isNotEqualTo("XX");
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    void a_program_is_refused_even_at_home(String agent) {
        HttpResponse<String> answer = click(NETWORKS.getFirst(), agent, headers(agent));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("CLICK_003");
        assertThat(answer.headers().firstValue("Location")).isEmpty();
    }

    @Test
    void all_browsers_apps_and_programs_are_tried() {
        assertThat(people().map(Person::browser)).containsAll(BROWSERS);
        for (String app : APPS) {
            assertThat(people().filter(who -> who.browser().equals(app)).map(Person::os))
                    .as(app)
                    .contains("iOS", "Android");
        }
        assertThat(PROGRAMS)
                .allSatisfy(name -> assertThat(programs()).anyMatch(one -> one.contains(name)));
    }

    private static HttpResponse<String> click(String network, String agent, String[] headers) {
        int visit = VISITS.incrementAndGet();
        String address = network.formatted(visit >> 8 & 255, visit & 255);
        String[] all =
                Stream.concat(
                                Stream.of("User-Agent", agent, "X-Forwarded-For", address),
                                Stream.of(headers))
                        .toArray(String[]::new);
        return edge.get("/c/" + RunningEdge.code(1), all);
    }

    private static String[] headers(Person who) {
        if (APPS.contains(who.browser())) {
            return who.os().equals("Android") ? inAndroidApp(who.browser()) : inIosApp();
        }
        if (who.userAgent().contains("Gecko/")) {
            return firefox();
        }
        return who.os().equals("iOS") || who.browser().equals("Safari") ? safari() : chromium();
    }

    /// A tap on a link of another page.
    private static String[] chromium() {
        return new String[] {
            "Accept", CHROMIUM_PAGES,
            "Accept-Language", "en-US,en;q=0.9",
            "Accept-Encoding", "gzip, deflate, br, zstd",
            "Upgrade-Insecure-Requests", "1",
            "sec-ch-ua", "\"Chromium\";v=\"142\", \"Not_A Brand\";v=\"99\"",
            "sec-ch-ua-mobile", "?1",
            "sec-ch-ua-platform", "\"Android\"",
            "Sec-Fetch-Site", "cross-site",
            "Sec-Fetch-Mode", "navigate",
            "Sec-Fetch-User", "?1",
            "Sec-Fetch-Dest", "document",
            "Referer", "https://blog.example.org/"
        };
    }

    /// Safari and browsers based on it: no header reports the tap.
    private static String[] safari() {
        return new String[] {
            "Accept", PAGES,
            "Accept-Language", "ar",
            "Accept-Encoding", "gzip, deflate, br",
            "Sec-Fetch-Site", "cross-site",
            "Sec-Fetch-Mode", "navigate",
            "Sec-Fetch-Dest", "document",
            "Referer", "https://t.co/"
        };
    }

    private static String[] firefox() {
        return new String[] {
            "Accept", PAGES,
            "Accept-Language", "en-US,en;q=0.5",
            "Accept-Encoding", "gzip, deflate, br, zstd",
            "Upgrade-Insecure-Requests", "1",
            "Sec-GPC", "1",
            "Sec-Fetch-Site", "none",
            "Sec-Fetch-Mode", "navigate",
            "Sec-Fetch-User", "?1",
            "Sec-Fetch-Dest", "document",
            "Priority", "u=0, i",
            "TE", "trailers"
        };
    }

    /// A web view in which an app loads the link, with the app's name.
    private static String[] inAndroidApp(String app) {
        return new String[] {
            "Accept", CHROMIUM_PAGES,
            "Accept-Language", "ar-SA,ar;q=0.9,en-US;q=0.8,en;q=0.7",
            "Accept-Encoding", "gzip, deflate, br, zstd",
            "Upgrade-Insecure-Requests", "1",
            "X-Requested-With", "com." + app.toLowerCase(Locale.ROOT) + ".android",
            "Sec-Fetch-Site", "none",
            "Sec-Fetch-Mode", "navigate",
            "Sec-Fetch-User", "?1",
            "Sec-Fetch-Dest", "document",
            "Referer", "https://l." + app.toLowerCase(Locale.ROOT) + ".com/"
        };
    }

    private static String[] inIosApp() {
        return new String[] {
            "Accept", PAGES,
            "Accept-Language", "en-GB,en;q=0.9",
            "Accept-Encoding", "gzip, deflate, br",
            "Sec-Fetch-Site", "none",
            "Sec-Fetch-Mode", "navigate",
            "Sec-Fetch-Dest", "document",
            "Referer", "http://m.facebook.com/"
        };
    }

    private static String[] headers(String program) {
        if (program.contains("HeadlessChrome/")) {
            return chromium();
        }
        boolean reader = program.contains("Scrapy/") || program.contains("Googlebot/");
        return new String[] {
            "Accept", reader ? PAGES : "*/*",
            "Accept-Language", reader ? "en" : "",
            "Accept-Encoding", "gzip, deflate"
        };
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow();
    }
}
