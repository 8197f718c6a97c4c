package com.afftok.management.platform.answer;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// On a record that requests bring and that moves money: a member that it doesn't have is refused.
/// Elsewhere such members are ignored, but here somebody could mean something by it, such as
/// `ammount`.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@JsonIgnoreProperties(ignoreUnknown = false)
public @interface ExactMembers {

    /// Members that an answer shows and no request decides: they may be sent back, and are ignored.
    String[] besides() default {};
}
