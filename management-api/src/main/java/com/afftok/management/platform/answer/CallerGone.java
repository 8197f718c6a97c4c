package com.afftok.management.platform.answer;

/// The caller's user, membership or session ended after the guard let the request pass. It is
/// answered like a request without a session.
public final class CallerGone extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CallerGone() {
        super("the caller is gone", null, false, false);
    }
}
