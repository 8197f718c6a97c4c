package com.afftok.local;

import com.afftok.shared.code.KeyRing;
import com.afftok.shared.code.LinkCodes;
import com.afftok.shared.config.DatabaseUrl;
import com.afftok.shared.id.LinkId;
import java.io.IOException;

/// Shows the demo data.
record ShowDemo(Plan plan, Secrets secrets, String publicUrl) {

    /// Creates the demo data of the running platform, if its database is empty, and shows it.
    static void ofRunning(Plan plan, Screen screen) {
        Running running = Running.in(plan.configuration().home());
        try {
            Secrets secrets = Secrets.in(plan.configuration().home(), plan.random());
            DatabaseUrl database = DatabaseUrl.parse(running.get("DATABASE_URL"));
            PrepareDatabase.Prepared prepared = PrepareDatabase.run(database, plan, secrets);
            new ShowDemo(plan, secrets, running.get("PUBLIC_URL")).show(prepared.data(), screen);
        } catch (IOException e) {
            throw new CannotStart("Cannot read the secrets: " + e.getMessage(), e);
        }
    }

    void show(FirstData.Present data, Screen screen) {
        LinkId link = data.demoLink();
        if (link == null) {
            screen.line("There is no demo data: the database already has users");
            return;
        }
        KeyRing given = plan.configuration().linkKeys();
        KeyRing keys = given != null ? given : KeyRing.parse(secrets.get(Secrets.LINK_KEYS));
        String base =
                publicUrl.endsWith("/")
                        ? publicUrl.substring(0, publicUrl.length() - 1)
                        : publicUrl;
        screen.entry("demo link", base + "/c/" + new LinkCodes(keys).encode(link));
        screen.entry("demo shop", DemoData.ADVERTISER + "  " + secrets.get(Secrets.DEMO_PASSWORD));
        screen.entry(
                "promoter", DemoData.PROMOTER + "  " + secrets.get(Secrets.DEMO_PROMOTER_PASSWORD));
        screen.entry(
                "postback secret",
                secrets.get(Secrets.DEMO_POSTBACK_SECRET) + "  (the demo shop's)");
    }

    /// Omits the secrets.
    @Override
    public String toString() {
        return "ShowDemo[" + publicUrl + "]";
    }
}
