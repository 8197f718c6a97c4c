package com.afftok.management.access.auth;

import com.afftok.management.platform.answer.Fields;
import io.micronaut.serde.annotation.Serdeable;

/// The address to which a mail is to be sent, if it is a user's.
@Serdeable
record AddressRequest(String email) {

    AddressRequest {
        Fields fields = new Fields();
        email = fields.email("email", email);
        fields.end();
    }
}
