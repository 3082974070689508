package hudson;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import net.java.sezpoz.Indexable;

/**
 * Marks a class whose single instance is offered to {@link ExtensionList}; indexed when compiled.
 */
@Indexable
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.METHOD})
public @interface Extension {
  /** Higher comes first. */
  double ordinal() default 0;

  /** A class that cannot be linked is left out without a complaint. */
  boolean optional() default false;
}
