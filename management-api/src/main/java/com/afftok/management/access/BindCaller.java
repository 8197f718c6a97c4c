package com.afftok.management.access;

import io.micronaut.context.annotation.Factory;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.PostponedRequestArgumentBinder;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Binds the caller to parameters of controllers, after the guard has authenticated it.
public final class BindCaller<C extends Caller>
        implements TypedRequestArgumentBinder<C>, PostponedRequestArgumentBinder<C> {

    private static final String ATTRIBUTE = "com.afftok.caller";

    private final Class<C> type;

    private BindCaller(Class<C> type) {
        this.type = type;
    }

    public static void keep(HttpRequest<?> request, Caller caller) {
        request.setAttribute(ATTRIBUTE, caller);
    }

    static Optional<Caller> kept(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, Caller.class);
    }

    @Override
    public Argument<C> argumentType() {
        return Argument.of(type);
    }

    @Override
    public BindingResult<C> bind(ArgumentConversionContext<C> context, HttpRequest<?> request) {
        Optional<C> caller = kept(request).filter(type::isInstance).map(type::cast);
        return () -> caller;
    }

    /// One binder for each type of caller.
    @Factory
    static final class All {

        @Singleton
        BindCaller<Caller> caller() {
            return new BindCaller<>(Caller.class);
        }

        @Singleton
        BindCaller<Caller.User> user() {
            return new BindCaller<>(Caller.User.class);
        }

        @Singleton
        BindCaller<Caller.Promoter> promoter() {
            return new BindCaller<>(Caller.Promoter.class);
        }

        @Singleton
        BindCaller<Caller.Advertiser> advertiser() {
            return new BindCaller<>(Caller.Advertiser.class);
        }

        @Singleton
        BindCaller<Caller.Admin> admin() {
            return new BindCaller<>(Caller.Admin.class);
        }
    }
}
