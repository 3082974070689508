package org.jenkinsci.remoting;

import java.io.Serializable;

/** May go to an agent, but not into a program's state or a file. */
public interface SerializableOnlyOverRemoting extends Serializable {}
