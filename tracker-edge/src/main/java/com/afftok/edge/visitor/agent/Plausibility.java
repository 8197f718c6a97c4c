package com.afftok.edge.visitor.agent;

/// Whether a browser could send such an agent.
///
/// Only what no browser does counts: real agents are unusual, and an app may append anything.
final class Plausibility {

    /// Beyond the longest agents of in-app browsers.
    static final int MAX_LENGTH = 1024;

    private static final int OLDEST_VERSION = 20;
    private static final int NEWEST_VERSION = 400;

    private Plausibility() {}

    /// Whether no browser sends the agent.
    ///
    /// @param shape the form of the agent
    static boolean isImplausible(String agent, AgentShape shape) {
        return agent.isBlank()
                || agent.length() > MAX_LENGTH
                || shape == AgentShape.APP_LIBRARY
                || contradictsItself(agent)
                || hasImpossibleVersion(agent);
    }

    /// Windows with an iPhone or Android, or an iPhone with Android. Windows Phone did name both
    /// others.
    private static boolean contradictsItself(String agent) {
        int open = agent.indexOf('(');
        int close = agent.indexOf(')', open + 1);
        if (open < 0 || close < 0) {
            return false;
        }
        boolean windows = agent.indexOf("Windows NT", open, close) >= 0;
        boolean iphone = agent.indexOf("iPhone", open, close) >= 0;
        boolean android = agent.indexOf("Android", open, close) >= 0;
        return ((windows && (iphone || android)) || (iphone && android))
                && !agent.contains("Windows Phone");
    }

    private static boolean hasImpossibleVersion(String agent) {
        return isOutside(agent, "Chrome/", OLDEST_VERSION, NEWEST_VERSION)
                || isOutside(agent, "Firefox/", 3, NEWEST_VERSION)
                || isOutside(agent, "Windows NT ", 4, 10);
    }

    /// Whether a number below `min` or above `max` follows the text; false without a number.
    private static boolean isOutside(String agent, String text, int min, int max) {
        int at = agent.indexOf(text);
        if (at < 0) {
            return false;
        }
        int number = -1;
        for (int i = at + text.length(); i < agent.length() && number < 1_000_000; i++) {
            int digit = agent.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            number = Math.max(number, 0) * 10 + digit;
        }
        return number >= 0 && (number < min || number > max);
    }
}
