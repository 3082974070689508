package org.kohsuke.accmod.restrictions;

/** Only its own plugin may link to it. */
public class NoExternalUse extends DoNotUse {}
