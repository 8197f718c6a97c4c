package com.afftok.management.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Opens an endpoint, or all endpoints of a controller, to everybody, signed in or not.
///
/// A method that takes a `@Nullable Caller` gets null for a request without a token; an invalid
/// token is refused, so that its sender does not mistake the public view for their own. Endpoints
/// without such a method ignore tokens, so that an expired one does not prevent signing in.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface AllowAnyone {}
