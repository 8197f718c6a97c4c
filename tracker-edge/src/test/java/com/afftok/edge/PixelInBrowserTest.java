package com.afftok.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.sale.pixel.Browser;
import com.afftok.edge.sale.pixel.InBrowser;
import com.afftok.edge.sale.pixel.Site;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A real browser from the tracking link through the shop's pages to the sale. Edge and shop are
/// different sites.
@InBrowser
class PixelInBrowserTest {

    private static RunningServers servers;
    private static Database database;
    private static RunningEdge edge;
    private static Site shop;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        servers = RunningServers.start();
        database = servers.database();
        database.addParties();
        database.execute(Shop.insertSecret(1, "live", 1, Shop.SECRET));
        edge = servers.edge("PIXEL_WRITE_EVERY", "200ms");
        shop = Site.start();
        browser = Browser.start();
    }

    @AfterAll
    static void stop() throws Exception {
        browser.close();
        shop.close();
        edge.close();
        servers.close();
    }

    @Test
    void brings_a_sale_from_the_link_to_a_pending_conversion_that_the_shop_confirms() {
        String go = "http://go.example:" + edge.port();
        database.addLink(1, shop.at("www.shop") + "/landing");
        shop.page("/landing", Site.everyPage(go));
        shop.page("/thanks", Site.everyPage(go), Site.purchase("B-1"));

        browser.open(go + "/c/" + RunningEdge.code(1));
        String landed = String.valueOf(browser.run("return location.href"));
        browser.open(shop.at("www.shop") + "/thanks");
        browser.open(shop.at("www.shop") + "/thanks");

        assertThat(landed).startsWith(shop.at("www.shop") + "/landing?click_id=");
        Eventually.equal(
                Map.of("page_view", "3"),
                () -> database.pairs("select event, count from pixel_hourly where link_id = 1"));
        Eventually.equal(
                "1 pixel pending 49.9000 USD",
                () ->
                        database.text(
                                """
                                select count(*) || ' ' || min(source) || ' ' || min(status) || ' '
                                       || min(amount) || ' ' || min(currency)
                                  from conversions where transaction_id = 'B-1'
                                """));
        String click = landed.substring(landed.indexOf('=') + 1);
        assertThat(
                        new Shop(edge)
                                .report(Shop.with(Shop.sale(click, "B-1"), "amount", "49.90"))
                                .data()
                                .getString("status"))
                .isEqualTo("approved");
        assertThat(
                        database.text(
                                "select count(*) || ' ' || min(status) from conversions where not"
                                        + " superseded"))
                .isEqualTo("1 approved");
        assertThat(String.valueOf(browser.run("return document.cookie"))).contains(click);
    }
}
