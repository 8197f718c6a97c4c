package com.afftok.edge.visitor.agent;

/// The form of a User-Agent: that of a browser, that of an app's HTTP library, or neither.
///
/// Browsers and built-in browsers of apps share one form: `Mozilla/5.0`, the platform in
/// parentheses, an engine. An app may put its own name before or after it. Other browsers are
/// listed. An agent of no known form was written for a program.
enum AgentShape {
    BROWSER,
    /// The default agent of apps' requests on Android or iOS, which show no page.
    APP_LIBRARY,
    UNKNOWN;

    private static final String[] COMPLETE = {"Mozilla/5.0 (", "Mozilla/4.0 (", "Mozilla/5.0 ["};

    private static final String[] ENGINES = {
        "AppleWebKit",
        "Gecko/",
        "like Gecko",
        "Trident/",
        "MSIE ",
        "Presto/",
        "KHTML",
        "Series40",
        "UCBrowser",
        "Goanna/",
        "NetFront/",
        "Konqueror/",
        "PLAYSTATION 3",
        "Opera ",
    };

    /// Browsers that never used Mozilla's name, and old phones.
    private static final String[] BEGINNINGS = {
        "Opera/",
        "UCWEB/",
        "Lynx/",
        "w3m/",
        "Links (",
        "ELinks",
        "NetSurf/",
        "Nokia",
        "BlackBerry",
        "SAMSUNG-",
        "SEC-SGH",
        "SonyEricsson",
        "LG-",
        "MOT-",
        "[FBAN/",
        "[FB_IAB/",
    };

    private static final String[] PARTS = {"Opera Mini/", "Profile/MIDP", "Browser/AppleWebKit"};

    private static final String[] PLATFORMS = {
        "iPhone; ",
        "iPad; ",
        "Android ",
        "Linux; Android",
        "Linux; U; Android",
        "Windows NT",
        "Macintosh; ",
        "X11; ",
    };

    static AgentShape of(String agent) {
        if (agent.startsWith("Dalvik/")
                || (agent.contains(" CFNetwork/") && agent.contains(" Darwin/"))) {
            return APP_LIBRARY;
        }
        return isBrowser(agent) ? BROWSER : UNKNOWN;
    }

    private static boolean isBrowser(String agent) {
        for (String beginning : BEGINNINGS) {
            if (agent.startsWith(beginning)) {
                return true;
            }
        }
        int complete = indexOfAny(agent, COMPLETE, 0);
        if (complete >= 0) {
            return indexOfAny(agent, ENGINES, complete) >= 0;
        }
        return indexOfAny(agent, PARTS, 0) >= 0
                || (namesPlatformFirst(agent) && indexOfAny(agent, ENGINES, 0) >= 0);
    }

    /// Whether it has the form `Name/1.0 (platform`, as some browsers without Mozilla's name do.
    private static boolean namesPlatformFirst(String agent) {
        int open = agent.indexOf('(');
        int slash = agent.indexOf('/');
        if (slash < 1 || open < slash + 3 || agent.indexOf(' ') != open - 1) {
            return false;
        }
        for (String platform : PLATFORMS) {
            if (agent.startsWith(platform, open + 1)) {
                return true;
            }
        }
        return false;
    }

    private static int indexOfAny(String agent, String[] texts, int from) {
        for (String text : texts) {
            int at = agent.indexOf(text, from);
            if (at >= 0) {
                return at;
            }
        }
        return -1;
    }
}
