package com.afftok.management.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Opens an endpoint, or all endpoints of a controller, to everybody, signed in or not.
///
/// A method that wants to know who is signed in takes a `@Nullable Caller`: a token that is no good
/// makes an anonymous caller here.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface AllowAnyone {}
