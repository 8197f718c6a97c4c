package com.afftok.shared.click;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.LinkId;
import com.afftok.shared.id.OfferId;

/// A click for tests, with defaults for what is not set.
public final class ClickBuilder {

    private ClickId id = ClickId.of(1_772_000_000_000L, new LinkId(1), 1, 0, 0);
    private Bucket bucket = Bucket.VALID;
    private int score;
    private int reasons;
    private String country = "SA";
    private Device device = Device.MOBILE;
    private String browser = "Chrome";
    private String os = "Android";
    private byte[] address = {(byte) 203, 0, 113, 0};
    private long visitor = 1;
    private String userAgent = "Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36";
    private String referrer = "https://social.example/post/1";
    private Tags tags = Tags.NONE;

    private ClickBuilder() {}

    public static ClickBuilder aClick() {
        return new ClickBuilder();
    }

    public ClickBuilder id(ClickId id) {
        this.id = id;
        return this;
    }

    public ClickBuilder bucket(Bucket bucket) {
        this.bucket = bucket;
        return this;
    }

    public ClickBuilder scored(int score, FraudReason... reasons) {
        this.score = score;
        this.reasons = FraudReason.mask(reasons);
        return this;
    }

    public ClickBuilder from(String country) {
        this.country = country;
        return this;
    }

    public ClickBuilder device(Device device, String browser, String os) {
        this.device = device;
        this.browser = browser;
        this.os = os;
        return this;
    }

    public ClickBuilder address(byte... address) {
        this.address = address;
        return this;
    }

    public ClickBuilder visitor(long visitor) {
        this.visitor = visitor;
        return this;
    }

    public ClickBuilder userAgent(String userAgent) {
        this.userAgent = userAgent;
        return this;
    }

    public ClickBuilder referrer(String referrer) {
        this.referrer = referrer;
        return this;
    }

    public ClickBuilder tags(Tags tags) {
        this.tags = tags;
        return this;
    }

    public ClickEvent build() {
        return new ClickEvent(
                id,
                new OfferId(1),
                new AccountId(2),
                new AccountId(1),
                bucket,
                score,
                reasons,
                1,
                country,
                device,
                browser,
                os,
                address,
                visitor,
                userAgent,
                referrer,
                tags);
    }
}
