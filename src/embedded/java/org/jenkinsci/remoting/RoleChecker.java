package org.jenkinsci.remoting;

/** Decides where code may run; the embedded controller has one side only and never asks. */
public abstract class RoleChecker {}
