package com.afftok.management.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Opens an endpoint, or all endpoints of a controller, to signed-in callers who hold any of these.
///
/// It says who may knock, not whose things they find: an `OWN_` permission leaves it to the query
/// to look among the caller's own.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Allow {

    Permission[] value();
}
