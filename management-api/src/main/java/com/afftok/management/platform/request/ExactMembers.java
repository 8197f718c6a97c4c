package com.afftok.management.platform.request;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Makes a request record refuse unknown members. Other records ignore them; use it where a typo
/// such as `ammount` would have an effect on money.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@JsonIgnoreProperties(ignoreUnknown = false)
public @interface ExactMembers {

    /// Read-only members: clients may send them back, and they are ignored.
    String[] besides() default {};
}
