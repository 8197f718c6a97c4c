package com.afftok.edge.visitor.agent;

/// The browser family of an agent, or the app with the built-in browser.
final class BrowserName {

    /// Apps first, because their agents contain a browser's; a browser that also names another
    /// precedes it.
    private static final Mark[] MARKS = {
        app("Instagram", "Instagram"),
        app("Barcelona ", "Threads"),
        app("MetaIAB Threads", "Threads"),
        app("FB_IAB/Orca-Android", "Messenger"),
        app("FB_IAB/MESSENGER", "Messenger"),
        app("MessengerForiOS", "Messenger"),
        app("MessengerLiteForiOS", "Messenger"),
        app("MetaIAB Messenger", "Messenger"),
        app("[FB", "Facebook"),
        app("FBAN/", "Facebook"),
        app("FBAV/", "Facebook"),
        app("FB_IAB/", "Facebook"),
        app("MetaIAB", "Facebook"),
        app("BytedanceWebview", "TikTok"),
        app("musical_ly", "TikTok"),
        app("trill_", "TikTok"),
        app("TikTok", "TikTok"),
        app("Snapchat", "Snapchat"),
        app("WhatsApp", "WhatsApp"),
        app("[WAiOS/", "WhatsApp"),
        app("[WA4A/", "WhatsApp"),
        app("Telegram", "Telegram"),
        app("TwitterAndroid", "X"),
        app("Twitter for iP", "X"),
        app("LinkedInApp", "LinkedIn"),
        app("[Pinterest/", "Pinterest"),
        app("Reddit/", "Reddit"),
        app("MicroMessenger/", "WeChat"),
        app("KAKAOTALK", "KakaoTalk"),
        app(" Line/", "LINE"),
        app("Viber/", "Viber"),
        app("Zalo", "Zalo"),
        app("imo/", "imo"),
        app("NAVER(inapp", "NAVER"),
        app("VKAndroidApp", "VK"),
        app("com.vk.vkclient", "VK"),
        app("baiduboxapp", "Baidu"),
        app("GSA/", "Google app"),
        app("DuckDuckGo/", "DuckDuckGo"),
        browser("Edg/", "Edge"),
        browser("EdgA/", "Edge"),
        browser("EdgiOS/", "Edge"),
        browser("Edge/", "Edge"),
        browser("OPR/", "Opera"),
        browser("OPT/", "Opera"),
        browser("OPX/", "Opera"),
        browser("OPiOS/", "Opera"),
        browser("Opera Mini", "Opera Mini"),
        browser("Opera", "Opera"),
        browser("SamsungBrowser/", "Samsung Internet"),
        browser("HuaweiBrowser/", "Huawei Browser"),
        browser("MiuiBrowser/", "Mi Browser"),
        browser("HeyTapBrowser/", "HeyTap Browser"),
        browser("VivoBrowser/", "Vivo Browser"),
        browser("UCBrowser", "UC Browser"),
        browser("UCWEB", "UC Browser"),
        browser("YaBrowser/", "Yandex"),
        browser("YaApp_", "Yandex"),
        browser("MQQBrowser/", "QQ Browser"),
        browser("coc_coc_browser/", "Coc Coc"),
        browser("Vivaldi/", "Vivaldi"),
        browser("Brave/", "Brave"),
        browser("Whale/", "Whale"),
        browser("Puffin/", "Puffin"),
        browser("OculusBrowser/", "Meta Quest Browser"),
        browser("Silk/", "Silk"),
        browser("Ddg/", "DuckDuckGo"),
        browser("FxiOS/", "Firefox"),
        browser("Focus/", "Firefox Focus"),
        browser("Firefox/", "Firefox"),
        browser("CriOS/", "Chrome"),
        browser("HeadlessChrome/", "Chrome"),
        app("; wv)", "Android WebView"),
        browser("Chromium/", "Chromium"),
        browser("Chrome/", "Chrome"),
        browser("MSIE ", "Internet Explorer"),
        browser("Trident/", "Internet Explorer"),
        browser("Android", "Android Browser"),
        browser("Version/", "Safari"),
        browser("Safari/", "Safari"),
    };

    private static final Mark UNKNOWN = browser("", "");

    private BrowserName() {}

    /// @param inApp whether it belongs to an app rather than being a browser of its own
    record Mark(String text, String name, boolean inApp) {}

    static Mark of(String agent, String os) {
        for (Mark mark : MARKS) {
            if (agent.contains(mark.text)) {
                return mark.name.equals("Safari") && !os.equals("iOS") && !os.equals("macOS")
                        ? UNKNOWN
                        : mark;
            }
        }
        return os.equals("iOS") && agent.contains("AppleWebKit/") ? IOS_WEB_VIEW : UNKNOWN;
    }

    /// A browser on iOS contains its own name or Safari; without either it is the web view of an
    /// app.
    private static final Mark IOS_WEB_VIEW = app("", "iOS WebView");

    private static Mark app(String text, String name) {
        return new Mark(text, name, true);
    }

    private static Mark browser(String text, String name) {
        return new Mark(text, name, false);
    }
}
