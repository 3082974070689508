package hudson.model;

import hudson.ExtensionPoint;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/** An item that runs. */
public abstract class Job<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>>
    extends AbstractItem implements ExtensionPoint {
  private int nextNumber = 1;
  private final List<JobProperty<? super JobT>> jobProperties = new ArrayList<>();

  protected Job(ItemGroup<? extends Item> parent, String name) {
    super(parent, name);
  }

  /** Jobs of the embedded controller live as long as it does: their builds are what is kept. */
  @Override
  public void save() throws IOException {}

  public synchronized int getNextBuildNumber() {
    return nextNumber;
  }

  /** The numbers that directories of earlier builds have are not used again. */
  public synchronized int assignBuildNumber() throws IOException {
    int number = nextNumber;
    while (new File(getBuildDir(), String.valueOf(number)).exists()) {
      number++;
    }
    nextNumber = number + 1;
    return number;
  }

  public File getBuildDir() {
    return new File(getRootDir(), "builds");
  }

  @SuppressWarnings("unchecked")
  public void addProperty(JobProperty<? super JobT> jobProp) throws IOException {
    ((JobProperty<Job<?, ?>>) jobProp).setOwner(this);
    jobProperties.add(jobProp);
    save();
  }

  public <T extends JobProperty> T removeProperty(Class<T> clazz) throws IOException {
    T found = getProperty(clazz);
    jobProperties.remove(found);
    return found;
  }

  /** The first property of a type, or null. */
  public <T extends JobProperty> T getProperty(Class<T> clazz) {
    for (JobProperty<? super JobT> property : jobProperties) {
      if (clazz.isInstance(property)) {
        return clazz.cast(property);
      }
    }
    return null;
  }

  public List<JobProperty<? super JobT>> getAllProperties() {
    return Collections.unmodifiableList(jobProperties);
  }

  public abstract boolean isBuildable();

  protected abstract SortedMap<Integer, ? extends RunT> _getRuns();

  public RunT getBuildByNumber(int n) {
    return _getRuns().get(n);
  }

  public RunT getLastBuild() {
    return _getRuns().isEmpty() ? null : _getRuns().get(_getRuns().firstKey());
  }

  public boolean isBuilding() {
    RunT last = getLastBuild();
    return last != null && last.isBuilding();
  }
}
