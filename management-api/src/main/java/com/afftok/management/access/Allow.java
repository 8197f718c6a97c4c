package com.afftok.management.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Opens an endpoint, or all endpoints of a controller, to signed-in callers with any of these
/// permissions.
///
/// It is on the type or on its methods, never on both: the lists would be joined.
///
/// An `OWN_` permission does not restrict rows: the query must select the caller's own.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Allow {

    Permission[] value();
}
