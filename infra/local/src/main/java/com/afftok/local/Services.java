package com.afftok.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Edge and API: their processes and environments.
record Services(Plan plan, Home home, Secrets secrets, Addresses addresses, Servers servers) {

    private static final String EDGE = "edge";
    private static final String API = "API";

    List<Part> all(StopSignal stop) throws IOException {
        Map<String, String> environment = environment();
        return List.of(
                new ServiceProcess(EDGE, home, command(EDGE), environment, addresses.edge(), stop),
                new ServiceProcess(API, home, command(API), environment, addresses.api(), stop));
    }

    /// Creates missing archives that speed up the next start.
    void makeArchives(StopSignal stop) {
        try {
            for (String service : archived() ? List.of(EDGE, API) : List.<String>of()) {
                archive(service).make(stop);
            }
        } catch (IOException _) {
            // optional: the next start is only slower
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Ends processes left by an earlier launcher.
    static void stopOrphans(Home home) throws IOException {
        for (String service : List.of(EDGE, API)) {
            ServiceProcess.stopOrphan(service, home);
            StartArchive.stopOrphan(service.toLowerCase(Locale.ROOT), home);
        }
    }

    /// The base address of tracking links.
    URI publicUrl() {
        URI given = plan.configuration().publicUrl();
        return given != null ? given : URI.create("http://localhost:" + addresses.edge().port());
    }

    private List<String> command(String service) throws IOException {
        List<String> words = new ArrayList<>(java(service));
        words.addAll(archived() ? archive(service).options() : plan.configuration().childOptions());
        words.addAll(List.of("-jar", jar(service).toString()));
        return words;
    }

    /// An archive may not fit custom JVM options.
    private boolean archived() {
        return plan.configuration().childOptions().isEmpty();
    }

    private StartArchive archive(String service) throws IOException {
        return new StartArchive(
                service.toLowerCase(Locale.ROOT), home, jar(service), java(service));
    }

    private List<String> java(String service) {
        return List.of(java(), "@" + plan.root().resolve(module(service)).resolve("jvm.options"));
    }

    private static String module(String service) {
        return service.equals(EDGE) ? "tracker-edge" : "management-api";
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static Path apiJar(Path root) {
        return jar(root, API);
    }

    private Path jar(String service) {
        return jar(plan.root(), service);
    }

    private static Path jar(Path root, String service) {
        String module = module(service);
        Path jar = root.resolve(module).resolve("target").resolve(module + ".jar");
        if (!Files.isReadable(jar)) {
            throw new CannotStart(jar + " is missing: ./afftok up builds it");
        }
        return jar;
    }

    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(plan.variables());
        environment.keySet().removeIf(name -> name.startsWith("AFFTOK_"));
        environment.put("EDGE_PORT", Integer.toString(addresses.edge().port()));
        environment.put("EDGE_ADMIN_PORT", Integer.toString(addresses.edgeAdmin().port()));
        environment.put("API_PORT", Integer.toString(addresses.api().port()));
        environment.put("PUBLIC_URL", publicUrl().toString());
        environment.putIfAbsent("PANEL_URL", "http://localhost:" + addresses.api().port());
        environment.putIfAbsent("JOURNAL_DIR", home.folder().resolve("journal").toString());
        environment.putIfAbsent("MAIL_DIR", home.folder().resolve("mails").toString());
        if (plan.demo()) {
            // The first click on the demo link often comes from curl.
            environment.putIfAbsent("ADMIT_LOCAL_CURL", "true");
        }
        // The services do not need the owner's credentials.
        environment.remove("DATABASE_OWNER_URL");
        environment.remove("DATABASE_OWNER_URL_FILE");
        give(environment, "DATABASE_URL", servers.database().uri());
        give(environment, "REDIS_URL", servers.redis().uri());
        if (plan.configuration().linkKeys() == null) {
            give(environment, Secrets.LINK_KEYS, secrets.get(Secrets.LINK_KEYS));
        }
        if (plan.configuration().dataKeys() == null) {
            give(environment, Secrets.DATA_KEYS, secrets.get(Secrets.DATA_KEYS));
        }
        if (!plan.configuration().jwtKeysGiven()) {
            give(environment, Secrets.JWT_KEYS, secrets.get(Secrets.JWT_KEYS));
        }
        return environment;
    }

    /// Sets a secret in one way only.
    private static void give(Map<String, String> environment, String name, String value) {
        environment.remove(name + "_FILE");
        environment.put(name, value);
    }
}
