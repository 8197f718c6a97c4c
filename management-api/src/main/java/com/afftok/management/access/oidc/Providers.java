package com.afftok.management.access.oidc;

import com.afftok.management.platform.config.ApiConfig;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The configured providers, at most ten.
@Singleton
public final class Providers {

    private final List<Provider> all;

    Providers(ApiConfig config, InstantSource clock) {
        String url = config.panelUrl().toString();
        String panel = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        this.all =
                config.oidcProviders().stream()
                        .map(one -> new Provider(one, panel + "/sign-in/" + one.name(), clock))
                        .toList();
    }

    public List<Provider> all() {
        return all;
    }

    public Optional<Provider> named(String name) {
        return all.stream().filter(one -> one.name().equals(name)).findAny();
    }

    public Optional<Provider> of(String issuer) {
        return all.stream().filter(one -> one.issuer().equals(issuer)).findAny();
    }
}
