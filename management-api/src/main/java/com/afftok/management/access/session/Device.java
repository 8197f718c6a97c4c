package com.afftok.management.access.session;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/// Names the browser and the system of a client as its owner knows them. It need not be exact: it
/// helps a person to recognize a session.
public final class Device {

    /// Names by what they put into a User-Agent. The first that is found counts: many contain the
    /// texts of those after them.
    private static final List<Entry<String, String>> BROWSERS =
            List.of(
                    entry("Edg", "Edge"),
                    entry("OPR/", "Opera"),
                    entry("SamsungBrowser/", "Samsung Internet"),
                    entry("Firefox/", "Firefox"),
                    entry("FxiOS/", "Firefox"),
                    entry("CriOS/", "Chrome"),
                    entry("Chrome/", "Chrome"),
                    entry("Safari/", "Safari"),
                    entry("curl/", "curl"));

    private static final List<Entry<String, String>> SYSTEMS =
            List.of(
                    entry("iPhone", "iPhone"),
                    entry("iPad", "iPad"),
                    entry("Android", "Android"),
                    entry("Windows", "Windows"),
                    entry("Mac OS X", "Mac"),
                    entry("CrOS", "ChromeOS"),
                    entry("Linux", "Linux"));

    private Device() {}

    /// Such as `Firefox on Linux`; null if the User-Agent has neither.
    public static @Nullable String of(@Nullable String agent) {
        if (agent == null) {
            return null;
        }
        String browser = first(BROWSERS, agent);
        String system = first(SYSTEMS, agent);
        if (browser == null || system == null) {
            return browser == null ? system : browser;
        }
        return browser + " on " + system;
    }

    private static @Nullable String first(List<Entry<String, String>> names, String agent) {
        for (Entry<String, String> name : names) {
            if (agent.contains(name.getKey())) {
                return name.getValue();
            }
        }
        return null;
    }
}
