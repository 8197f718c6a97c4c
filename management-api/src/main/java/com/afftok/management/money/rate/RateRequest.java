package com.afftok.management.money.rate;

import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import com.fasterxml.jackson.annotation.JsonIgnore;
import io.micronaut.serde.annotation.Serdeable;
import java.time.LocalDate;
import java.util.Objects;

/// A rate in a request; [#read] checks what it says.
///
/// @param version that was read; 0 for a new rate
@Serdeable
@ExactMembers
record RateRequest(String date, String base, String quote, String rate, Integer version) {

    RateRequest {
        Fields fields = new Fields();
        date = fields.present("date", date);
        base = fields.present("base", base);
        quote = fields.present("quote", quote);
        rate = fields.present("rate", rate);
        version = fields.present("version", version);
        fields.end();
    }

    /// The rate.
    ///
    /// @throws com.afftok.management.platform.request.InvalidRequest if it is wrong
    @JsonIgnore
    NewRate read(LocalDate today) {
        Fields fields = new Fields();
        NewRate read =
                NewRate.read(
                        date,
                        base,
                        quote,
                        rate,
                        today,
                        (field, problem, params) -> fields.check(false, field, problem, params));
        fields.end();
        return Objects.requireNonNull(read);
    }
}
