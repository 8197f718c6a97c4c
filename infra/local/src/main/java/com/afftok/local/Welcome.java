package com.afftok.local;

import java.net.InetSocketAddress;

/// The output when everything serves.
record Welcome(Plan plan, Home home, Secrets secrets, Addresses addresses, Services services) {

    void show(PrepareDatabase.Prepared prepared, Screen screen) {
        screen.line("");
        screen.entry("edge", web(addresses.edge()));
        screen.entry("API", web(addresses.api()) + "/api");
        screen.entry("metrics", web(addresses.edgeAdmin()) + "/metrics");
        screen.entry("PostgreSQL", services.servers().database().redacted());
        screen.entry("Redis", services.servers().redis().redacted());
        screen.entry("home", home.folder() + "  (logs in logs/, passwords in the file secrets)");
        screen.line("");
        if (prepared.data().demoLink() != null) {
            new ShowDemo(plan, secrets, services.publicUrl().toString())
                    .show(prepared.data(), screen);
        }
        String admin = prepared.data().adminEmail();
        if (admin != null) {
            screen.entry("sign-in", signIn(admin, prepared));
        }
        screen.line("");
        screen.line("AffTok is ready");
    }

    private static String signIn(String email, PrepareDatabase.Prepared prepared) {
        String password = prepared.adminPassword();
        return password == null
                ? email + "  (super admin; the password was shown at the first start)"
                : email
                        + "  "
                        + password
                        + "  (super admin; shown only once, change it after the sign-in)";
    }

    private static String web(Listener listener) {
        InetSocketAddress address = listener.address();
        String host = address.getAddress().isLoopbackAddress() ? "localhost" : listener.host();
        return "http://" + host + ":" + address.getPort();
    }
}
