package org.kohsuke.accmod;

/** A kind of restriction. */
public abstract class AccessRestriction {}
