package com.afftok.edge.webhook.delivery;

/// The reason why an attempt got no answer, as the owner of the webhook reads it. It reveals
/// nothing about the platform's inside.
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

    /// Whether the receiver is the cause, so that it counts as one of its failures.
    boolean isTheReceivers() {
        return this != CANNOT_SIGN;
    }

    Failure asFailure() {
        return new Failure(this);
    }

    /// Carries the reason in a failed future.
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
