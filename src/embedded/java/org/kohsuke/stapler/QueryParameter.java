package org.kohsuke.stapler;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Binds a method's parameter to one of the request. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface QueryParameter {
  /** Empty for the Java parameter's own name. */
  String value() default "";

  boolean required() default false;

  boolean fixEmpty() default false;
}
