package io.jenkins.embedded.build;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Writes the indexes that Jenkins reads and that its own build would write: for each annotation a
 * file META-INF/annotations/NAME with the plugin's classes that carry it, on the class or a method,
 * one a line.
 */
public final class AnnotationIndex {

  private static final String[] INDEXED = {"org.jenkinsci.Symbol", "hudson.init.Terminator"};

  private final Map<String, SortedSet<String>> classes = new TreeMap<>();

  private AnnotationIndex() {
    for (String annotation : INDEXED) {
      classes.put(annotation, new TreeSet<>());
    }
  }

  /**
   * @param args the directory of the compiled classes
   */
  public static void main(String[] args) throws IOException {
    Path root = Path.of(args[0]);
    AnnotationIndex index = new AnnotationIndex();
    try (Stream<Path> files = Files.walk(root.resolve("io/jenkins/plugins/paas"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        try (InputStream in = Files.newInputStream(file)) {
          index.read(new ClassReader(in));
        }
      }
    }
    for (Map.Entry<String, SortedSet<String>> entry : index.classes.entrySet()) {
      Path file = root.resolve("META-INF/annotations").resolve(entry.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, String.join("\n", entry.getValue()) + "\n");
    }
  }

  private void read(ClassReader reader) {
    String name = reader.getClassName().replace('/', '.');
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            return found(descriptor, name);
          }

          @Override
          public MethodVisitor visitMethod(
              int access, String method, String type, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
              @Override
              public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
                return found(descriptor, name);
              }
            };
          }
        },
        ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
  }

  private AnnotationVisitor found(String descriptor, String className) {
    String annotation = descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
    SortedSet<String> names = classes.get(annotation);
    if (names != null) {
      names.add(className);
    }
    return null;
  }
}
