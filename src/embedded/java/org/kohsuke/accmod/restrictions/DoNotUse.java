package org.kohsuke.accmod.restrictions;

import org.kohsuke.accmod.AccessRestriction;

/** Nobody may link to it. */
public class DoNotUse extends AccessRestriction {}
