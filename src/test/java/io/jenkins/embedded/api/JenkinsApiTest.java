package io.jenkins.embedded.api;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Compares the embedded root with the genuine API, so that what compiles here links there.
 *
 * <p>A member that is missing from the list is not necessarily wrong: add its line to
 * jenkins-api.txt, as {@code javap -s -protected} prints it for the genuine class.
 */
public class JenkinsApiTest {
  private final List<String> differences = new ArrayList<>();
  private final Map<String, Set<String>> pluginsUse = new TreeMap<>();
  private int members;

  @Test
  public void embeddedRootIsASubsetOfTheGenuineApi() throws Exception {
    GenuineApi api = GenuineApi.read();
    for (ClassReader file : ClassFiles.compiled()) {
      if (ClassFiles.isJenkins(file.getClassName()) && isVisible(file)) {
        compare(api, file);
      }
    }
    System.out.println(
        "embedded Jenkins API: " + members + " members compared with the genuine ones");
    assertEquals("", String.join("\n", differences));
    assertTrue("nothing was compared", members > 500);
  }

  @Test
  public void pluginLinksToNothingRestricted() throws Exception {
    GenuineApi api = GenuineApi.read();
    for (ClassReader file : ClassFiles.compiled()) {
      if (file.getClassName().startsWith("io/jenkins/plugins/paas/")) {
        file.accept(new Links(), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
      }
    }
    List<String> deprecated = new ArrayList<>();
    pluginsUse.forEach(
        (link, users) -> {
          String[] parts = link.split(" ");
          GenuineApi.Member member = api.resolve(parts[0], parts[1].charAt(0), parts[2], parts[3]);
          if (member == null) {
            differences.add(link + " is not in the genuine API; used by " + users);
          } else if (member.restricted) {
            differences.add(link + " is restricted; used by " + users);
          } else if (member.deprecated) {
            deprecated.add(link + " by " + users);
          }
        });
    System.out.println("the plugin links to " + pluginsUse.size() + " Jenkins members");
    deprecated.forEach(d -> System.out.println("deprecated: " + d));
    assertEquals("", String.join("\n", differences));
  }

  @Test
  public void everyJenkinsClassHereHasAUser() throws Exception {
    Set<String> unused = new TreeSet<>();
    List<ClassReader> files = new ArrayList<>(ClassFiles.compiled());
    for (ClassReader file : files) {
      if (ClassFiles.isJenkins(file.getClassName())) {
        unused.add(ClassFiles.topLevel(file.getClassName()));
      }
    }
    files.addAll(ClassFiles.beside(JenkinsApiTest.class));
    for (ClassReader file : files) {
      Set<String> named = ClassFiles.namedBy(file);
      named.remove(ClassFiles.topLevel(file.getClassName()));
      unused.removeAll(named);
    }
    assertEquals("classes of the embedded root that nothing uses", Set.of(), unused);
  }

  private static boolean isVisible(ClassReader file) {
    boolean[] visible = {(file.getAccess() & Opcodes.ACC_PUBLIC) != 0};
    file.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public void visitInnerClass(String name, String outer, String inner, int access) {
            if (name.equals(file.getClassName())) {
              visible[0] =
                  outer != null && (access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0;
            }
          }
        },
        ClassReader.SKIP_CODE);
    return visible[0];
  }

  private void compare(GenuineApi api, ClassReader file) {
    String name = file.getClassName();
    GenuineApi.Entry genuine = api.find(name);
    if (genuine == null) {
      differences.add(name + " is not in the list");
      return;
    }
    Set<String> supertypes = api.supertypes(name);
    if (!supertypes.contains(file.getSuperName())) {
      differences.add(name + " extends " + file.getSuperName() + ", not " + genuine.superName);
    }
    for (String type : file.getInterfaces()) {
      if (!supertypes.contains(type)) {
        differences.add(name + " implements " + type + ", the genuine one does not");
      }
    }
    List<String> ours = modifiers(file.getAccess());
    for (String kind : List.of("abstract", "interface", "final", "enum", "annotation")) {
      if (ours.contains(kind) != genuine.modifiers.contains(kind)) {
        differences.add(name + " is " + ours + ", the genuine one " + genuine.modifiers);
      }
    }
    file.accept(new Members(api, name), ClassReader.SKIP_CODE);
  }

  private static List<String> modifiers(int access) {
    List<String> found = new ArrayList<>();
    Map.of(
            Opcodes.ACC_PUBLIC, "public",
            Opcodes.ACC_PROTECTED, "protected",
            Opcodes.ACC_STATIC, "static",
            Opcodes.ACC_FINAL, "final",
            Opcodes.ACC_ABSTRACT, "abstract",
            Opcodes.ACC_INTERFACE, "interface",
            Opcodes.ACC_ENUM, "enum",
            Opcodes.ACC_ANNOTATION, "annotation")
        .forEach(
            (bit, word) -> {
              if ((access & bit) != 0) {
                found.add(word);
              }
            });
    return found;
  }

  /** Compares what a class declares. */
  private final class Members extends ClassVisitor {
    private final GenuineApi api;
    private final String owner;

    Members(GenuineApi api, String owner) {
      super(Opcodes.ASM9);
      this.api = api;
      this.owner = owner;
    }

    @Override
    public FieldVisitor visitField(int access, String name, String type, String s, Object value) {
      member('F', access, name, type, null);
      return null;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String type, String s, String[] exceptions) {
      member('M', access, name, type, exceptions);
      return null;
    }

    private void exceptions(String member, String[] declared, GenuineApi.Member genuine) {
      Set<String> ours = checked(declared == null ? List.of() : List.of(declared));
      if (genuine.exceptions != null && !ours.equals(checked(genuine.exceptions))) {
        differences.add(
            owner + "." + member + " throws " + ours + ", genuine " + genuine.exceptions);
      }
    }

    private void member(char kind, int access, String name, String type, String[] exceptions) {
      boolean shown = (access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0;
      boolean made = (access & Opcodes.ACC_SYNTHETIC) != 0 && name.contains("$");
      if (!shown || made) {
        return;
      }
      members++;
      GenuineApi.Member genuine = api.resolve(owner, kind, name, type);
      if (genuine == null) {
        differences.add(owner + "." + name + " " + type + " is not in the list");
        return;
      }
      // what a protected constructor throws concerns the embedded controller alone
      boolean own = name.equals("<init>") && (access & Opcodes.ACC_PROTECTED) != 0;
      if (kind == 'M' && !own && (access & Opcodes.ACC_SYNTHETIC) == 0) {
        exceptions(name + " " + type, exceptions, genuine);
      }
      List<String> ours = modifiers(access);
      for (String modifier : List.of("public", "protected", "static", "abstract", "final")) {
        if (ours.contains(modifier) != genuine.modifiers.contains(modifier)) {
          differences.add(
              owner + "." + name + " " + type + " is " + ours + ", genuine " + genuine.modifiers);
        }
      }
    }
  }

  /** Checked ones only; the same source must compile against both. */
  private static Set<String> checked(Collection<String> exceptions) {
    Set<String> checked = new TreeSet<>();
    for (String exception : exceptions) {
      try {
        Class<?> type = Class.forName(exception.replace('/', '.'));
        if (!RuntimeException.class.isAssignableFrom(type)) {
          checked.add(exception);
        }
      } catch (ClassNotFoundException e) {
        checked.add(exception);
      }
    }
    return checked;
  }

  /** Collects what a class of the plugin calls and reads of Jenkins. */
  private final class Links extends ClassVisitor {
    private String user;

    Links() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visit(int v, int access, String name, String s, String parent, String[] types) {
      user = name.substring(name.lastIndexOf('/') + 1);
    }

    @Override
    public MethodVisitor visitMethod(int access, String n, String d, String s, String[] e) {
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitMethodInsn(
            int opcode, String owner, String name, String descriptor, boolean isInterface) {
          link(owner, 'M', name, descriptor);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
          link(owner, 'F', name, descriptor);
        }
      };
    }

    private void link(String owner, char kind, String name, String descriptor) {
      if (ClassFiles.isJenkins(owner)) {
        pluginsUse
            .computeIfAbsent(
                owner + " " + kind + " " + name + " " + descriptor, l -> new TreeSet<>())
            .add(user);
      }
    }
  }
}
