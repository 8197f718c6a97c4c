package com.afftok.shared.error;

/// All errors that clients receive, with HTTP status and message.
///
/// The name is the code in answers, and its meaning never changes. AUTH_001 does not reveal whether
/// the account exists.
public enum ErrorCode {
    AUTH_001(401, "Wrong email or password."),
    AUTH_002(401, "The token has expired."),
    AUTH_003(401, "A valid token is required."),
    AUTH_004(403, "This account is disabled."),
    AUTH_005(409, "The email, phone number or username is taken."),
    AUTH_006(403, "Please prove once more that it is you."),
    AUTH_007(403, "A second factor is required: enrol one, or sign in with it."),
    AUTH_008(503, "The sign-in provider cannot be reached, please try again later."),
    AUTH_009(403, "Please change your password first."),
    PERM_001(403, "You are not allowed to do this."),
    VALID_001(400, "The request is not valid."),
    VALID_002(413, "The request is too large."),
    GEO_001(403, "Your country could not be determined, and this offer needs it."),
    OFFER_001(404, "There is no such offer."),
    OFFER_002(410, "The offer is not active."),
    OFFER_003(409, "You have joined this offer already."),
    LINK_001(404, "There is no such link."),
    LINK_002(409, "The alias is taken."),
    CLICK_001(404, "There is no such link."),
    CLICK_002(403, "This offer is not available in your country."),
    CLICK_003(403, "This click was refused."),
    CLICK_004(429, "Too many clicks, please try again later."),
    CONV_001(401, "The signature is not valid."),
    CONV_002(409, "This transaction has been recorded already."),
    CONV_003(410, "The click is too old to be attributed."),
    CONV_004(404, "There is no such click."),
    CONV_005(422, "The amount, currency, status or goal is not acceptable."),
    PAYOUT_001(422, "The amount is below the minimum or above the balance."),
    PAYOUT_002(409, "The payout is not in a state that allows this."),
    STATE_001(409, "It was changed meanwhile: read it again, then change it."),
    STATE_002(409, "It is not in a state that allows this."),
    STATE_003(409, "The name is taken."),
    STATE_004(409, "The idempotency key belongs to another request."),
    RATE_001(429, "Too many requests, please try again later."),
    ROUTE_001(404, "There is nothing at this address."),
    ROUTE_002(405, "This address does not support the method."),
    ROUTE_003(414, "The address is too long."),
    ROUTE_004(431, "The headers are too large."),
    DB_001(503, "The database cannot be reached, please try again later."),
    DB_002(503, "The database is too busy for this: ask for less, or try again later."),
    REDIS_001(503, "The cache cannot be reached, please try again later."),
    SERVER_001(500, "Something went wrong on our side.");

    private final int status;
    private final String message;

    ErrorCode(int status, String message) {
        this.status = status;
        this.message = message;
    }

    public int status() {
        return status;
    }

    public String message() {
        return message;
    }
}
