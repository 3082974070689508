package org.kohsuke.accmod;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Marks what others must not link to. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Restricted {
  Class<? extends AccessRestriction>[] value();
}
