package com.afftok.management.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Opens an endpoint, or all endpoints of a controller, to everybody, signed in or not.
///
/// A method that wants to know who is signed in takes a `@Nullable Caller`: null is who came
/// without a token, and a token that is no good is refused, lest its owner takes what everybody may
/// see for all there is. Where no method asks, tokens aren't looked at, so that a stale one keeps
/// nobody from signing in.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface AllowAnyone {}
