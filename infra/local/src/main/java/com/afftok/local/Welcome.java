package com.afftok.local;

import com.afftok.shared.code.KeyRing;
import com.afftok.shared.code.LinkCodes;
import com.afftok.shared.id.LinkId;
import java.net.InetSocketAddress;

/// What the operator is shown when everything serves.
record Welcome(Plan plan, Home home, Secrets secrets, Addresses addresses, Services services) {

    void show(PrepareDatabase.Prepared prepared, Screen screen) {
        screen.line("");
        screen.entry("edge", web(addresses.edge()));
        screen.entry("API", web(addresses.api()) + "/api");
        screen.entry("metrics", web(addresses.edgeAdmin()) + "/metrics");
        screen.entry("PostgreSQL", services.servers().database().redacted());
        screen.entry("Redis", services.servers().redis().redacted());
        screen.entry("home", home.folder() + "  (logs in logs, passwords in secrets)");
        screen.line("");
        LinkId demoLink = prepared.data().demoLink();
        if (demoLink != null) {
            showDemo(demoLink, screen);
        }
        String admin = prepared.data().adminEmail();
        if (admin != null) {
            screen.entry("sign-in", signIn(admin, prepared));
        }
        screen.line("");
        screen.line("AffTok is ready");
    }

    private void showDemo(LinkId link, Screen screen) {
        KeyRing given = plan.configuration().linkKeys();
        KeyRing keys = given != null ? given : KeyRing.parse(secrets.get(Secrets.LINK_KEYS));
        String code = new LinkCodes(keys).encode(link);
        screen.entry("demo link", withoutSlash(services.publicUrl().toString()) + "/c/" + code);
        String password = secrets.get(Secrets.DEMO_PASSWORD);
        screen.entry("demo shop", DemoData.ADVERTISER + "  " + password);
        screen.entry("promoter", DemoData.PROMOTER + "  " + password);
        screen.entry(
                "postback secret",
                secrets.get(Secrets.DEMO_POSTBACK_SECRET) + "  (the demo shop's)");
    }

    private static String signIn(String email, PrepareDatabase.Prepared prepared) {
        String password = prepared.adminPassword();
        return password == null
                ? email + "  (super admin, with the password of the first start)"
                : email + "  " + password + "  (super admin; the password is shown only now)";
    }

    private static String web(Listener listener) {
        InetSocketAddress address = listener.address();
        String host = address.getAddress().isLoopbackAddress() ? "localhost" : listener.host();
        return "http://" + host + ":" + address.getPort();
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
