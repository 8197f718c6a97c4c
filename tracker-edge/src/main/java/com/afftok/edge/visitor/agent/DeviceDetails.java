package com.afftok.edge.visitor.agent;

/// Removes manufacturers' texts from an agent: models, builds and code names.
///
/// A phone may have any name, such as `FEVER` or `Scanner`, which would match crawler patterns.
/// Device details of browsers and in-app browsers are in parentheses of a known form: `(Linux;
/// Android 14; model Build/id; wv)`, `Instagram 357.1 Android (34/14; maker; model; …)`, `Instagram
/// 393.1 (iPhone15,3; iOS 18_5; …)`. Programs that pretend to be a phone declare themselves outside
/// of them, or with an address or the word bot; such parentheses are kept.
final class DeviceDetails {

    private static final String[] PHONES = {"iPhone", "iPad", "iPod"};
    private static final String[] DECLARATIONS = {"compatible", "http", "+", "@", "bot/", "bot-"};

    private DeviceDetails() {}

    static String removedFrom(String agent) {
        int open = agent.indexOf('(');
        if (open < 0) {
            return agent;
        }
        StringBuilder rest = new StringBuilder(agent.length());
        int from = 0;
        while (open >= 0) {
            int close = agent.indexOf(')', open);
            if (close < 0) {
                break;
            }
            if (describesDevice(agent, open + 1, close)) {
                rest.append(agent, from, open + 1);
                from = close;
            }
            open = agent.indexOf('(', close);
        }
        return from == 0 ? agent : rest.append(agent, from, agent.length()).toString();
    }

    private static boolean describesDevice(String agent, int start, int end) {
        return (agent.startsWith("Android ", start - "Android (".length())
                        || contains(agent, "Android", start, end)
                        || startsWithPhone(agent, start))
                && !declaresProgram(agent, start, end);
    }

    private static boolean startsWithPhone(String agent, int start) {
        for (String phone : PHONES) {
            if (agent.startsWith(phone, start)) {
                return true;
            }
        }
        return false;
    }

    private static boolean declaresProgram(String agent, int start, int end) {
        for (String declaration : DECLARATIONS) {
            if (contains(agent, declaration, start, end)) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(String agent, String text, int start, int end) {
        int found = agent.indexOf(text, start, end);
        return found >= 0;
    }
}
