package com.afftok.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The pages that a browser shows for invalid links.
class ErrorPagesTest {

    private static final String STYLE = "/error.css";

    private static RunningServers servers;
    private static RunningEdge edge;

    @BeforeAll
    static void start() throws Exception {
        servers = RunningServers.start();
        edge = servers.edge();
    }

    @AfterAll
    static void stop() throws Exception {
        edge.close();
        servers.close();
    }

    @Test
    void speaks_arabic_to_who_prefers_it_and_else_english() {
        HttpResponse<String> arabic = edge.get("/c/nobody", "Accept-Language", "ar-SA,en;q=0.5");
        HttpResponse<String> english = edge.get("/c/nobody", "Accept-Language", "de,en;q=0.5");

        assertThat(arabic.statusCode()).isEqualTo(404);
        assertThat(arabic.body()).contains("<html lang=\"ar\" dir=\"rtl\">", "لا يوجد شيء هنا");
        assertThat(english.body()).contains("<html lang=\"en\" dir=\"ltr\">", "Link not found");
        assertThat(arabic.headers().firstValue("Content-Type"))
                .contains("text/html; charset=utf-8");
    }

    @Test
    void has_a_style_of_its_own_that_browsers_may_keep() {
        String page = edge.get("/c/nobody").body();
        HttpResponse<String> style = edge.get(STYLE);

        assertThat(page).contains("<link rel=\"stylesheet\" href=\"" + STYLE + "\">");
        assertThat(style.statusCode()).isEqualTo(200);
        assertThat(style.headers().firstValue("Content-Type")).contains("text/css; charset=utf-8");
        assertThat(style.headers().firstValue("Cache-Control")).contains("public, max-age=86400");
        assertThat(style.headers().firstValue("Content-Security-Policy"))
                .contains("default-src 'self'");
        assertThat(style.body())
                .contains("prefers-color-scheme: dark")
                .doesNotContain("http", "url(", "@import");
    }

    @Test
    void repeats_nothing_that_the_request_says() {
        for (String path :
                new String[] {"/c/%3Cscript%3E?sub1=%3Cscript%3E", "/%3Cscript%3E", "/nothing"}) {
            HttpResponse<String> page =
                    edge.get(
                            path,
                            "X-Request-ID",
                            "<script>",
                            "Accept-Language",
                            "<script>,ar;q=0.5",
                            "Referer",
                            "https://example.com/<script>");

            assertThat(page.statusCode()).as(path).isEqualTo(404);
            assertThat(page.body()).as(path).contains("dir=\"rtl\"").doesNotContain("script");
        }
    }
}
