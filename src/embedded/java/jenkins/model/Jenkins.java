package jenkins.model;

import hudson.ExtensionList;
import hudson.FilePath;
import hudson.Launcher;
import hudson.ProxyConfiguration;
import hudson.model.AbstractCIBase;
import hudson.model.Computer;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.FingerprintMap;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Node;
import hudson.model.TaskListener;
import hudson.model.TopLevelItem;
import hudson.security.ACL;
import hudson.security.AuthorizationStrategy;
import hudson.security.FullControlOnceLoggedInAuthorizationStrategy;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;
import hudson.slaves.Cloud;
import io.jenkins.embedded.controller.KnownAuthentication;
import io.jenkins.embedded.controller.SecretKeys;
import io.jenkins.embedded.controller.Text;
import java.io.File;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.springframework.security.core.Authentication;

/**
 * The controller. Embedded, it has one node (this machine), no users and no pages; its subclass
 * {@code io.jenkins.embedded.controller.EmbeddedJenkins} starts and ends it.
 */
public class Jenkins extends AbstractCIBase {
  public static final PermissionGroup PERMISSIONS =
      new PermissionGroup(Jenkins.class, Text.of("Overall"));
  public static final Permission ADMINISTER =
      Text.permission(PERMISSIONS, "Administer", null, PermissionScope.JENKINS);
  public static final Permission MANAGE =
      Text.permission(PERMISSIONS, "Manage", ADMINISTER, PermissionScope.JENKINS);
  public static final Permission SYSTEM_READ =
      Text.permission(PERMISSIONS, "SystemRead", ADMINISTER, PermissionScope.JENKINS);
  public static final Permission READ =
      Text.permission(PERMISSIONS, "Read", ADMINISTER, PermissionScope.JENKINS);

  /** Says that this is not Jenkins itself. */
  public static String VERSION = "embedded (a stand-in)";

  public static final Authentication ANONYMOUS2 = new KnownAuthentication("anonymous");

  private static volatile Jenkins instance;

  public final File root;
  public ProxyConfiguration proxy;
  private volatile AuthorizationStrategy authorization =
      new FullControlOnceLoggedInAuthorizationStrategy();
  private final Map<Class<?>, ExtensionList<?>> extensionLists = new ConcurrentHashMap<>();
  private final FingerprintMap fingerprints = new FingerprintMap();
  private final Map<String, TopLevelItem> items = new ConcurrentSkipListMap<>();

  protected Jenkins(File root, jakarta.servlet.ServletContext context) throws IOException {
    if (instance != null) {
      throw new IllegalStateException("a controller runs already in " + instance.root);
    }
    this.root = root;
    instance = this;
  }

  public static Jenkins get() throws IllegalStateException {
    Jenkins running = instance;
    if (running == null) {
      throw new IllegalStateException("no controller runs in this JVM");
    }
    return running;
  }

  public FingerprintMap getFingerprintMap() {
    return fingerprints;
  }

  /** {@code null} where the network is reached directly. */
  public ProxyConfiguration getProxy() {
    return proxy;
  }

  /** The same for all starts of this controller; 64 hexadecimal digits. */
  public String getLegacyInstanceId() {
    return SecretKeys.instanceId();
  }

  public static Jenkins getInstanceOrNull() {
    return instance;
  }

  /** Nobody in particular is the system: builds run as it. */
  public static Authentication getAuthentication2() {
    Authentication current = KnownAuthentication.current();
    return current == null ? ACL.SYSTEM2 : current;
  }

  @SuppressWarnings("unchecked")
  public <T> ExtensionList<T> getExtensionList(Class<T> extensionType) {
    return (ExtensionList<T>)
        extensionLists.computeIfAbsent(extensionType, t -> ExtensionList.create(this, t));
  }

  /** By the class that is described; null where there is none. */
  @SuppressWarnings({"rawtypes"})
  public Descriptor getDescriptor(Class<? extends Describable> type) {
    for (Descriptor descriptor : getExtensionList(Descriptor.class)) {
      if (descriptor.clazz == type) {
        return descriptor;
      }
    }
    return null;
  }

  @SuppressWarnings({"rawtypes"})
  public Descriptor getDescriptorOrDie(Class<? extends Describable> type) {
    Descriptor descriptor = getDescriptor(type);
    if (descriptor == null) {
      throw new AssertionError(type.getName() + " has no descriptor");
    }
    return descriptor;
  }

  /** By the descriptor's own class; null where there is none. */
  @SuppressWarnings({"rawtypes"})
  public <T extends Descriptor> T getDescriptorByType(Class<T> type) {
    return (T) getExtensionList(Descriptor.class).get(type);
  }

  @Override
  public File getRootDir() {
    return root;
  }

  @Override
  public FilePath getRootPath() {
    return new FilePath(root);
  }

  /** With a slash at its end; null where none was set. */
  public String getRootUrl() {
    return JenkinsLocationConfiguration.get().getUrl();
  }

  @Override
  public String getUrl() {
    return "";
  }

  @Override
  public String getFullName() {
    return "";
  }

  @Override
  public String getFullDisplayName() {
    return "";
  }

  @Override
  public String getDisplayName() {
    return "Jenkins";
  }

  @Override
  public String getNodeName() {
    return "";
  }

  @Override
  public FilePath getWorkspaceFor(TopLevelItem item) {
    return new FilePath(new File(root, "workspace/" + item.getFullName()));
  }

  @Override
  public Launcher createLauncher(TaskListener listener) {
    return new Launcher.LocalLauncher(listener);
  }

  /** The controller's own computer for the empty name, otherwise null: there are no agents. */
  public Computer getComputer(String name) {
    return name.isEmpty() || name.equals("(built-in)") ? thisComputer() : null;
  }

  private Computer thisComputer() {
    return new io.jenkins.embedded.controller.ThisComputer(this);
  }

  /** {@code null} where there is none of the name. */
  public Cloud getCloud(String name) {
    return null;
  }

  /** Agents; there are none. */
  public List<Node> getNodes() {
    return List.of();
  }

  @Override
  public Collection<TopLevelItem> getItems() {
    return items.values();
  }

  @Override
  public TopLevelItem getItem(String name) {
    return items.get(name);
  }

  public <T extends Item> T getItemByFullName(String fullName, Class<T> type) {
    TopLevelItem item = items.get(fullName);
    return type.isInstance(item) ? type.cast(item) : null;
  }

  public Item getItemByFullName(String fullName) {
    return getItemByFullName(fullName, Item.class);
  }

  public void putItem(TopLevelItem item) throws IOException, InterruptedException {
    items.put(item.getName(), item);
  }

  @Override
  public File getRootDirFor(TopLevelItem child) {
    return new File(root, "jobs/" + child.getName());
  }

  public File getBuildDirFor(Job job) {
    return new File(job.getRootDir(), "builds");
  }

  /**
   * Whoever runs it has all rights: it has no security realm, so this only tells what nobody may.
   */
  @Override
  public ACL getACL() {
    return authorization.getRootACL();
  }

  public void setAuthorizationStrategy(AuthorizationStrategy a) {
    authorization = a;
  }

  @Override
  public void save() throws IOException {}

  /** Another controller may start afterwards. */
  public void cleanUp() {
    instance = null;
  }
}
