package com.afftok.edge.visitor.agent;

import com.afftok.shared.click.Device;

/// Operating system and device class of an agent.
final class DeviceClass {

    /// A system that also names another precedes it: consoles and phones name Windows, and all of
    /// Android names Linux.
    private static final String[][] SYSTEMS = {
        {"Xbox", "Xbox"},
        {"PlayStation", "PlayStation"},
        {"Nintendo", "Nintendo"},
        {"Windows Phone", "Windows Phone"},
        {"KAIOS/", "KaiOS"},
        {"OpenHarmony", "HarmonyOS"},
        {"HarmonyOS", "HarmonyOS"},
        {"Tizen", "Tizen"},
        {"Web0S", "webOS"},
        {"webOS", "webOS"},
        {"iPhone", "iOS"},
        {"iPad", "iOS"},
        {"iPod", "iOS"},
        {"Android", "Android"},
        {"Adr ", "Android"},
        {"CrOS", "ChromeOS"},
        {"Windows", "Windows"},
        {"Macintosh", "macOS"},
        {"Mac OS X", "macOS"},
        {"BlackBerry", "BlackBerry"},
        {"BB10", "BlackBerry"},
        {"Ubuntu", "Linux"},
        {"Linux", "Linux"},
        {"X11", "Linux"},
        {"FreeBSD", "FreeBSD"},
    };

    private static final String[] TELEVISIONS = {
        "SmartTV",
        "SMART-TV",
        "Smart-TV",
        "Smart TV",
        "GoogleTV",
        "Google TV",
        "Android TV",
        "AndroidTV",
        "AppleTV",
        "Apple TV",
        "BRAVIA",
        "HbbTV",
        "NetCast",
        "Web0S",
        "Roku",
        "CrKey",
        "VIDAA",
        "; AFT",
    };
    private static final String[] OTHERS = {"OculusBrowser", "Quest", "Tesla/", "Watch"};
    private static final String[] TABLETS = {"iPad", "Tablet", "PlayBook", "Kindle"};
    private static final String[] PHONES = {
        "iPhone",
        "iPod",
        "Mobi",
        "Opera Mini",
        "Windows Phone",
        "KAIOS",
        "Nokia",
        "BlackBerry",
        "BB10",
        "UCWEB",
        "Phone",
    };

    private DeviceClass() {}

    static String os(String agent) {
        for (String[] system : SYSTEMS) {
            if (agent.contains(system[0])) {
                return system[1];
            }
        }
        return "";
    }

    static Device device(String agent, String os) {
        if (containsAny(agent, TELEVISIONS)) {
            return Device.TV;
        }
        if (isConsole(os) || containsAny(agent, OTHERS)) {
            return Device.OTHER;
        }
        if (containsAny(agent, TABLETS)) {
            return Device.TABLET;
        }
        if (containsAny(agent, PHONES)) {
            return Device.MOBILE;
        }
        return switch (os) {
            case "Android" -> Device.TABLET; // a phone has "Mobile"
            case "Tizen", "webOS" -> Device.TV;
            case "HarmonyOS" -> Device.MOBILE;
            case "" -> Device.UNKNOWN;
            default -> Device.DESKTOP;
        };
    }

    private static boolean isConsole(String os) {
        return os.equals("Xbox") || os.equals("PlayStation") || os.equals("Nintendo");
    }

    private static boolean containsAny(String agent, String[] texts) {
        for (String text : texts) {
            if (agent.contains(text)) {
                return true;
            }
        }
        return false;
    }
}
