package hudson.model;

/** Base class of the controller, which is a node itself. */
public abstract class AbstractCIBase extends Node implements ItemGroup<TopLevelItem> {}
