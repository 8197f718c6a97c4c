package com.afftok.shared.commission;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A sale for tests, in which only what matters is said.
final class SaleBuilder {

    static final AccountId PROMOTER = new AccountId(2);

    private Money amount = money("100.00 USD");
    private Instant at = Instant.parse("2026-03-18T12:00:00Z");
    private String category = "";
    private String channel = "";
    private String country = "";
    private @Nullable CustomerType customerType;
    private String coupon = "";
    private String goal = "";

    private SaleBuilder() {}

    static SaleBuilder aSale() {
        return new SaleBuilder();
    }

    /// Reads `12.50 USD`.
    static Money money(String text) {
        String[] parts = text.split(" ", -1);
        return Money.parse(parts[0], Currency.of(parts[1]));
    }

    SaleBuilder of(String amount) {
        this.amount = money(amount);
        return this;
    }

    SaleBuilder of(Money amount) {
        this.amount = amount;
        return this;
    }

    SaleBuilder at(String time) {
        this.at = Instant.parse(time);
        return this;
    }

    SaleBuilder from(String country) {
        this.country = country;
        return this;
    }

    SaleBuilder in(String category) {
        this.category = category;
        return this;
    }

    SaleBuilder over(String channel) {
        this.channel = channel;
        return this;
    }

    SaleBuilder by(CustomerType customerType) {
        this.customerType = customerType;
        return this;
    }

    SaleBuilder with(String coupon) {
        this.coupon = coupon;
        return this;
    }

    SaleBuilder reaching(String goal) {
        this.goal = goal;
        return this;
    }

    Sale build() {
        return new Sale(
                PROMOTER, amount, at, category, channel, country, customerType, coupon, goal);
    }
}
