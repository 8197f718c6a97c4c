package com.afftok.edge.webhook.delivery;

/// Why an attempt brought no answer, in the words that the webhook's owner reads. They say nothing
/// of what is inside the platform.
public enum NotSent {
    URL_UNUSABLE("the URL can't be used"),
    NO_SUCH_NAME("the host name wasn't found"),
    NOT_PUBLIC("the address isn't a public one"),
    NO_CONNECTION("no connection"),
    NO_TLS("no trustworthy TLS connection"),
    NO_ANSWER_IN_TIME("no answer in time"),
    CLOSED("the connection was closed before an answer"),
    NO_HTTP("the answer wasn't HTTP"),
    CANNOT_SIGN("the message couldn't be signed");

    private final String text;

    NotSent(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /// Whether it says something about the receiver, and so counts towards its being paused.
    boolean isTheReceivers() {
        return this != CANNOT_SIGN;
    }

    Failure asFailure() {
        return new Failure(this);
    }

    /// Carries the reason where a future wants an exception.
    static final class Failure extends Exception {

        private final NotSent why;

        private Failure(NotSent why) {
            super(why.text, null, false, false);
            this.why = why;
        }

        NotSent why() {
            return why;
        }
    }
}
