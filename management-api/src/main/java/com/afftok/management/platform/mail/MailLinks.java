package com.afftok.management.platform.mail;

import com.afftok.management.platform.config.ApiConfig;
import jakarta.inject.Singleton;

/// The URLs of the pages of the web panel in mails. A token is in the fragment of the URL, which
/// browsers do not send to servers, so that it does not appear in logs.
@Singleton
public final class MailLinks {

    private final String panel;

    MailLinks(ApiConfig config) {
        String url = config.panelUrl().toString();
        this.panel = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    public String resetPassword(String token) {
        return panel + "/reset-password#token=" + token;
    }

    public String invitation(String token) {
        return panel + "/invitation#token=" + token;
    }

    public String verifyAddress(String token) {
        return panel + "/verify-email#token=" + token;
    }
}
